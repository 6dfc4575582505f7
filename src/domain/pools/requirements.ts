import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { PoolSettings } from '../../store/schema/pools.ts'
import { acrLevels } from './acr.ts'
import { requireTemplates } from './message-templates.ts'
import { enabledMethods, mfaModeOf } from './mfa.ts'
import { requireSenders } from './senders.ts'
import type { PoolRequest } from './settings.ts'
import { requireTriggers } from './trigger-settings.ts'

/**
 * Throws what the service says about settings that do not go together. Observed: deployments of 2026 for the texts, unless
 * a line says otherwise. Inferred: their order, which is that of the members in the request.
 */
export function requireConsistent(ctx: Pick<Context, 'settings'>, settings: PoolSettings): void {
  const { AliasAttributes: aliases, UsernameAttributes: usernames } = settings
  ensure(
    !aliases?.length || !usernames?.length,
    invalid('Only one of the aliasAttributes or usernameAttributes can be set in a User pool.'),
  )
  requireFirstFactors(settings)
  requireTriggers(ctx, settings.LambdaConfig ?? {})
  requireSenders(ctx, settings)
  requireMfaMethods(settings)
  requireVerification(settings)
  requireTemplates(settings)
  requireRecovery(settings)
  requireKeys(settings)
  requireAcr(settings)
}

/** Throws what the service says about members of a request that cannot be seen in the settings any more. */
export function requireUnambiguous(request: PoolRequest): void {
  const { Policies, AdminCreateUserConfig } = request
  const both =
    Policies?.PasswordPolicy?.TemporaryPasswordValidityDays !== undefined &&
    AdminCreateUserConfig?.UnusedAccountValidityDays !== undefined
  // Documented: AdminCreateUserConfigType. Observed: public issue reports, equal values included.
  ensure(
    !both,
    invalid('Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays'),
  )
}

function requireFirstFactors({ Policies, MfaConfiguration, WebAuthnConfiguration }: PoolSettings): void {
  const factors = Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD']
  ensure(
    factors.includes('PASSWORD'),
    invalid('Password should be configured as one of the allowed first auth factors.'),
  )
  // Documented: SignInPolicyType lists SOFTWARE_TOKEN and does not support it. Inferred: the text.
  ensure(
    !factors.includes('SOFTWARE_TOKEN'),
    invalid('SOFTWARE_TOKEN is not supported as one of the allowed first auth factors.'),
  )
  // Documented: MFA page; a code cannot be the first factor where a second is required, and a passkey only if it verifies
  // its user. Inferred: both texts.
  const required = MfaConfiguration === 'ON'
  ensure(
    !required || !(factors.includes('EMAIL_OTP') || factors.includes('SMS_OTP')),
    invalid('One-time password first auth factors cannot be used when MFA is required.'),
  )
  ensure(
    !required ||
      !factors.includes('WEB_AUTHN') ||
      WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    invalid('WEB_AUTHN needs MULTI_FACTOR_WITH_USER_VERIFICATION when MFA is required.'),
  )
}

/** Documented: CreateUserPool API page; without SMS, MFA is switched on by SetUserPoolMfaConfig, which has methods of its own. */
function requireMfaMethods(settings: PoolSettings): void {
  ensure(
    mfaModeOf({ settings }) === 'OFF' || enabledMethods({ settings }).size > 0,
    invalid('SMS configuration and Auto verification for phone_number are required when MFA is required/optional'),
  )
}

function requireVerification({
  AutoVerifiedAttributes,
  SmsConfiguration,
  UserAttributeUpdateSettings,
}: PoolSettings): void {
  const verified = AutoVerifiedAttributes ?? []
  ensure(
    !verified.includes('phone_number') || SmsConfiguration,
    invalid('SMS configuration is required when phone_number is selected for auto verification'),
  )
  const before = UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []
  ensure(
    before.every((attribute) => verified.includes(attribute)),
    invalid('All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes'),
  )
}

function requireRecovery({ AccountRecoverySetting }: PoolSettings): void {
  const mechanisms = AccountRecoverySetting?.RecoveryMechanisms ?? []
  const names = mechanisms.map(({ Name }) => Name)
  // Observed: how both sentences begin. Inferred: how they end.
  ensure(
    !names.includes('admin_only') || names.length === 1,
    invalid('Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.'),
  )
  ensure(
    distinct(names) && distinct(mechanisms.map(({ Priority }) => Priority)),
    invalid('Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.'),
  )
}

// Documented: botocore 1.43.67, KeyConfigurationType. Inferred: type and text of the refusal.
function requireKeys({ KeyConfiguration: key }: PoolSettings): void {
  ensure(
    key?.KeyType !== 'CUSTOMER_MANAGED_KEY' || key.KmsKeyArn,
    invalid('KmsKeyArn is required when KeyType is CUSTOMER_MANAGED_KEY.'),
  )
}

// Documented: step-up page; a name belongs to one level, the default names of other levels included. Inferred: the text.
function requireAcr({ AcrConfiguration }: PoolSettings): void {
  const values = acrLevels.map((level) => AcrConfiguration?.[level]?.AcrValue)
  ensure(!AcrConfiguration || distinct(values), invalid('ACR values must be unique across levels.'))
}

/** Throws unless required attributes and aliases go together; both are fixed when a pool is created. */
export function requireSchemaFits({ SchemaAttributes, AliasAttributes }: PoolSettings): void {
  const required = SchemaAttributes?.find(({ Name }) => Name === 'preferred_username')?.Required === true
  // Documented: aliasing page of the developer guide. Inferred: the text.
  ensure(
    !required || !AliasAttributes?.includes('preferred_username'),
    invalid('The preferred_username attribute can not be both required and an alias.'),
  )
}

function distinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length
}
