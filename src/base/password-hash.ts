import { timingSafeEqual } from 'node:crypto'
import type { Random } from './random.ts'
import { privateKey, type SrpIdentity } from './srp.ts'

/**
 * What is kept of a password: `salt` (32 hex digits) and `x` (64 hex digits), the SRP private key.
 * One value serves both ways to sign in: x is compared for a password sent in clear, and g^x is SRP's verifier.
 */
export interface PasswordCredential {
  readonly salt: string
  readonly x: string
}

/** The credential of a new password, under a fresh salt. */
export function hashPassword(random: Random, identity: SrpIdentity, password: string): PasswordCredential {
  const salt = random.bytes(16).toString('hex')
  return { salt, x: privateKey(identity, password, salt) }
}

/** Whether `password` is the one the credential was made from, compared in constant time. */
export function verifyPassword(credential: PasswordCredential, identity: SrpIdentity, password: string): boolean {
  const x = privateKey(identity, password, credential.salt)
  return timingSafeEqual(Buffer.from(x, 'hex'), Buffer.from(credential.x, 'hex'))
}
