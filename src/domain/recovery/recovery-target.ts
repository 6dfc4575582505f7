import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import type { ContactAttribute } from '../messages/masks.ts'

/** Where a reset code goes, or InvalidParameterException for a user with nothing to send it to. */
export function recoveryTarget(pool: Pool, user: User, attributes: ReadonlyMap<string, string>): ContactAttribute {
  const target = findRecoveryTarget(pool, user, attributes)
  ensure(target, faults.noVerifiedRecovery)
  return target
}

/** The first verified attribute of the pool's order that is not the user's second factor. */
export function findRecoveryTarget(
  pool: Pool,
  user: User,
  attributes: ReadonlyMap<string, string>,
): ContactAttribute | undefined {
  return recoveryOrder(pool).find((attribute) => {
    const verified = attributes.has(attribute) && attributes.get(`${attribute}_verified`) === 'true'
    return verified && !isSecondFactor(pool, user, attribute)
  })
}

/** Throws where only an administrator may reset passwords. Documented: AccountRecoverySettingType. */
export function requireSelfRecovery(pool: Pool): void {
  ensure(recoveryOrder(pool).length > 0, faults.contactAdministrator)
}

/** The attributes to which the pool sends reset codes, best first; empty where only an administrator may reset. */
export function recoveryOrder(pool: Pool): ContactAttribute[] {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms
  // Documented: developer guide, passwords. Without the setting the phone number comes first.
  if (!mechanisms || mechanisms.length === 0) return ['phone_number', 'email']
  const byName = { verified_email: 'email', verified_phone_number: 'phone_number', admin_only: undefined } as const
  return [...mechanisms]
    .sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
    .flatMap(({ Name }) => byName[Name as keyof typeof byName] ?? [])
}

/** Documented: developer guide, passwords. One channel cannot serve both MFA and recovery, where recovery is configured. */
function isSecondFactor(pool: Pool, user: User, attribute: ContactAttribute): boolean {
  if (!pool.settings.AccountRecoverySetting || (pool.settings.MfaConfiguration ?? 'OFF') === 'OFF') return false
  return user.mfaFactors.includes(attribute === 'email' ? 'EMAIL_OTP' : 'SMS_MFA')
}
