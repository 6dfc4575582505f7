import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { GetUserPoolMfaConfigResponse, SetUserPoolMfaConfigRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool, PoolSettings } from '../../store/schema/pools.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import { writePool } from './pools.ts'
import { requireConsistent } from './requirements.ts'
import { requireSmsSender } from './senders.ts'
import { featureUnavailable } from './tiers.ts'
import { requireRelyingParty } from './web-authn.ts'

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

function recoversByEmailOnly({ AccountRecoverySetting }: PoolSettings): boolean {
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

/** Sets the blocks that the request has and keeps the others; returns the new settings. Inferred: the order of the checks. */
export function setMfaConfig(ctx: Context, pool: Pool, request: SetUserPoolMfaConfigRequest): PoolSettings {
  const { SmsMfaConfiguration: sms, SoftwareTokenMfaConfiguration: token, EmailMfaConfiguration: email } = request
  const mode = request.MfaConfiguration ?? mfaModeOf(pool)
  const off = mode === 'OFF'
  // Observed: go-to-k/cdkd#1923, for e-mail and authenticator apps alike; passkeys are not MFA and may be set.
  ensure(
    !off || !(sms || token?.Enabled || email),
    invalid(`Invalid MFA configuration given, can't turn off MFA and configure an MFA together.`),
  )
  // Documented: feature plans page. Inferred: the feature's name.
  const tier = pool.settings.UserPoolTier
  ensure(!email || tier !== 'LITE', featureUnavailable(tier, 'Email MFA'))
  // Inferred: the sentence stands in another emulator and names the wrong structure there, too.
  ensure(
    !sms || sms.SmsConfiguration,
    invalid('[SmsConfiguration] is a required member of [SoftwareTokenMfaConfiguration].'),
  )
  if (sms?.SmsConfiguration) requireSmsSender(ctx, sms.SmsConfiguration)
  if (request.WebAuthnConfiguration) requireRelyingParty(request.WebAuthnConfiguration)

  const settings: PoolSettings = {
    ...pool.settings,
    MfaConfiguration: mode,
    SmsConfiguration: sms?.SmsConfiguration ?? pool.settings.SmsConfiguration,
    SmsAuthenticationMessage: sms ? sms.SmsAuthenticationMessage : pool.settings.SmsAuthenticationMessage,
    SoftwareTokenMfaEnabled: off ? undefined : token ? (token.Enabled ?? false) : pool.settings.SoftwareTokenMfaEnabled,
    EmailMfaConfiguration: off ? undefined : (email ?? pool.settings.EmailMfaConfiguration),
    WebAuthnConfiguration: request.WebAuthnConfiguration
      ? { UserVerification: 'preferred', ...request.WebAuthnConfiguration }
      : pool.settings.WebAuthnConfiguration,
  }
  // Observed: public deployment reports of 2026.
  ensure(
    off || enabledMethods({ settings }).size > 0,
    invalid('Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.'),
  )
  // Documented: MFA page; an e-mail cannot be the second factor and the only way to reset the first. Inferred: the text.
  ensure(
    !email || !recoversByEmailOnly(settings),
    invalid('Email MFA cannot be enabled when verified_email is the only account recovery mechanism.'),
  )
  requireConsistent(ctx, settings)
  writePool(ctx, pool, { settings })
  return settings
}
