import { Secret, TOTP } from 'otpauth'
import { type Random, randomText } from './random.ts'

const stepMs = 30_000
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new TOTP secret: 52 characters of upper-case base32 without padding. */
export function newTotpSecret(random: Random): string {
  // Inferred: length and alphabet; the model asks for at least 16 of [A-Za-z0-9].
  return randomText(random, 52, base32)
}

/** Whether a text can be used as a TOTP secret: at least 16 characters of base32, either case, no padding. */
export function isTotpSecret(text: string): boolean {
  return /^[A-Z2-7]{16,}$/i.test(text)
}

/** The 6-digit code of a base32 secret at a moment (ms since 1970). */
export function totpCode(secret: string, at: number): string {
  return totp(secret).generate({ timestamp: at })
}

/**
 * The number of the 30-second step whose code this is, one step of drift either way allowed, or undefined when it is
 * none of the three. Callers keep the number so that a code, once used, is refused.
 */
export function matchedTotpStep(secret: string, code: string, at: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const drift = totp(secret).validate({ token: code, timestamp: at, window: 1 })
  return drift === null ? undefined : Math.floor(at / stepMs) + drift
}

function totp(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: stepMs / 1000 })
}
