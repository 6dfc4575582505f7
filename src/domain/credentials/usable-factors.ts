import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import { enabledMethods } from '../pools/mfa.ts'

/** The attribute that a message factor needs. */
export const attributeOfFactor = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email' } as const

/** The factors that the user could be asked for: method on in the pool, and an authenticator registered or an address known. */
export function usableFactors(
  pool: Pool,
  attributes: ReadonlyMap<string, string>,
  hasSoftwareToken: () => boolean,
): MfaFactor[] {
  const methods = enabledMethods(pool)
  const factors: MfaFactor[] = []
  if (methods.has('SMS_MFA') && attributes.has('phone_number')) factors.push('SMS_MFA')
  if (methods.has('SOFTWARE_TOKEN_MFA') && hasSoftwareToken()) factors.push('SOFTWARE_TOKEN_MFA')
  if (methods.has('EMAIL_OTP') && attributes.has('email')) factors.push('EMAIL_OTP')
  return factors
}
