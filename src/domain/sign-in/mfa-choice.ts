import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'
import { enabledMethods, mfaModeOf } from '../pools/mfa.ts'

/** What the choice of a second factor depends on. */
export interface MfaFacts {
  readonly pool: Pool
  readonly user: User
  /** Method on in the pool, and authenticator registered or address known. */
  readonly usable: readonly MfaFactor[]
  /** Threat protection asks for a second factor. */
  readonly demanded: boolean
}

/** The challenge that asks for a second factor; `factors` are those to choose from or to set up. */
export type MfaChoice =
  | { readonly challenge: MfaFactor }
  | { readonly challenge: 'SELECT_MFA_TYPE' | 'MFA_SETUP'; readonly factors: readonly MfaFactor[] }
  | { readonly challenge: 'none' | 'impossible' }

/** The message factors by the name of the recovery that uses the same channel. */
const recoveryOf = { SMS_MFA: 'verified_phone_number', EMAIL_OTP: 'verified_email' } as const

/**
 * Which second factor a sign-in needs. Documented: decision tree on the MFA page of the developer guide; adaptive
 * authentication enters it where MFA is required.
 */
export function chooseMfa(facts: MfaFacts): MfaChoice {
  const { pool, user, usable, demanded } = facts
  const required = mfaModeOf(pool) === 'ON' || demanded
  // Documented: once switched on by the user, a factor is always asked for. Observed: an emulator's tests against the
  // service; in an optional pool an authenticator that is merely verified is not.
  const active = usable.filter((factor) => user.mfaFactors.includes(factor))
  if (mfaModeOf(pool) === 'OFF') return { challenge: 'none' }
  if (active.length === 0 && !required) return { challenge: 'none' }

  if (active.length > 0) return oneOf(active, user)
  const candidates = usable.filter((factor) => !isOnlyRecovery(pool, factor))
  if (candidates.length > 0) return oneOf(candidates, user)
  return setUp(facts)
}

/** One of several factors: the preferred one, the only one, or the user's choice. */
export function oneOf(factors: readonly MfaFactor[], { mfaPreferred }: Pick<User, 'mfaPreferred'>): MfaChoice {
  if (mfaPreferred && factors.includes(mfaPreferred)) return { challenge: mfaPreferred }
  const [first] = factors
  return first && factors.length === 1 ? { challenge: first } : { challenge: 'SELECT_MFA_TYPE', factors }
}

// Documented: the same tree. Where the only address known is also the only way of account recovery, an authenticator is
// what can be set up; where none is known, every method is that does not collide with the recovery.
function setUp({ pool, usable }: MfaFacts): MfaChoice {
  const factors = [...enabledMethods(pool)].filter((factor) =>
    usable.length > 0 ? factor === 'SOFTWARE_TOKEN_MFA' : !isOnlyRecovery(pool, factor),
  )
  return factors.length > 0 ? { challenge: 'MFA_SETUP', factors } : { challenge: 'impossible' }
}

/** Documented: a channel cannot be both the second factor and the only way to recover the account. */
function isOnlyRecovery(pool: Pool, factor: MfaFactor): boolean {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? []
  return factor !== 'SOFTWARE_TOKEN_MFA' && mechanisms.length === 1 && mechanisms[0]?.Name === recoveryOf[factor]
}
