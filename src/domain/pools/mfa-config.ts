import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { SetUserPoolMfaConfigRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool, PoolSettings } from '../../store/schema/pools.ts'
import { enabledMethods, mfaModeOf, recoversByEmailOnly } from './mfa.ts'
import { writePool } from './pools.ts'
import { requireConsistent } from './requirements.ts'
import { requireSmsSender } from './senders.ts'
import { featureUnavailable } from './tiers.ts'
import { requireRelyingParty } from './web-authn.ts'

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
