import type { GetUserPoolMfaConfigResponse } from '../../api/generated/types.ts'
import type { Pool, PoolSettings } from '../../store/schema/pools.ts'
import type { MfaFactor } from '../../store/schema/users.ts'

type WithSettings = Pick<Pool, 'settings'>

/** Whether the pool's users need a second factor, may have one, or neither. */
export function mfaModeOf({ settings }: WithSettings): 'OFF' | 'ON' | 'OPTIONAL' {
  return settings.MfaConfiguration ?? 'OFF'
}

/** The second factors that the pool can carry out, whether MFA is on or not. */
export function enabledMethods({ settings }: WithSettings): Set<MfaFactor> {
  const methods = new Set<MfaFactor>()
  // Documented: MFA page of the developer guide. Settings for SMS, or for e-mail of one's own, make the method available.
  if (settings.SmsConfiguration) methods.add('SMS_MFA')
  if (settings.SoftwareTokenMfaEnabled) methods.add('SOFTWARE_TOKEN_MFA')
  if (settings.EmailMfaConfiguration ?? sendsOwnEmail(settings)) methods.add('EMAIL_OTP')
  return methods
}

// Documented: MFA page; from ESSENTIALS up, and not where e-mail alone recovers an account.
function sendsOwnEmail(settings: PoolSettings): boolean | undefined {
  const own = settings.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER'
  return (own && settings.UserPoolTier !== 'LITE' && !recoversByEmailOnly(settings)) || undefined
}

/** Whether an account can be recovered by e-mail and in no other way. */
export function recoversByEmailOnly({ AccountRecoverySetting }: PoolSettings): boolean {
  const mechanisms = AccountRecoverySetting?.RecoveryMechanisms ?? []
  return mechanisms.length > 0 && mechanisms.every(({ Name }) => Name === 'verified_email')
}

/** What GetUserPoolMfaConfig answers. Observed: a fresh pool shows MfaConfiguration alone. */
export function toMfaConfig({ settings }: WithSettings): GetUserPoolMfaConfigResponse {
  const on = (settings.MfaConfiguration ?? 'OFF') !== 'OFF'
  return {
    // Observed: Terraform's provider. SMS settings of a pool without MFA serve verification and are not shown here.
    SmsMfaConfiguration:
      on && settings.SmsConfiguration
        ? { SmsAuthenticationMessage: settings.SmsAuthenticationMessage, SmsConfiguration: settings.SmsConfiguration }
        : undefined,
    SoftwareTokenMfaConfiguration:
      settings.SoftwareTokenMfaEnabled === undefined ? undefined : { Enabled: settings.SoftwareTokenMfaEnabled },
    EmailMfaConfiguration: settings.EmailMfaConfiguration,
    MfaConfiguration: settings.MfaConfiguration,
    WebAuthnConfiguration: settings.WebAuthnConfiguration,
  }
}
