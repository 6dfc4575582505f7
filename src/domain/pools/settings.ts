import type {
  DcrConfigurationType,
  LambdaConfigType,
  UpdateUserPoolRequest,
  UserPoolAddOnsType,
  UserPoolPolicyType,
} from '../../api/generated/types.ts'
import type { PoolSettings } from '../../store/schema/pools.ts'
import { defaultAcr } from './acr.ts'

/** What CreateUserPool and UpdateUserPool have in common. */
export type PoolRequest = Omit<UpdateUserPoolRequest, 'UserPoolId' | 'PoolName'>

/** Settings that are fixed when a pool is created. */
export type FixedSettings = Pick<
  PoolSettings,
  'SchemaAttributes' | 'AliasAttributes' | 'UsernameAttributes' | 'UsernameConfiguration'
>

/** Settings that an update keeps unless it names them, and those that other operations set. */
export type KeptSettings = Pick<
  PoolSettings,
  | 'UserPoolTier'
  | 'DcrConfiguration'
  | 'KeyConfiguration'
  | 'IssuerConfiguration'
  | 'SoftwareTokenMfaEnabled'
  | 'EmailMfaConfiguration'
  | 'WebAuthnConfiguration'
>

/**
 * The settings a request leads to. Documented: UpdateUserPool API page; what the request leaves out returns to its
 * default. Observed: the tier is the exception. Documented: so is the DCR configuration (SDK of 2026). Inferred: key and
 * issuer configuration, too, and what SetUserPoolMfaConfig set.
 */
export function completeSettings(request: PoolRequest, fixed: FixedSettings, kept: KeptSettings): PoolSettings {
  const template = request.VerificationMessageTemplate ?? {}
  // Observed: a described pool shows the older members beside those of the template. Inferred: the template wins.
  const smsMessage = template.SmsMessage ?? request.SmsVerificationMessage
  const emailMessage = template.EmailMessage ?? request.EmailVerificationMessage
  const emailSubject = template.EmailSubject ?? request.EmailVerificationSubject
  const mfa = request.MfaConfiguration ?? 'OFF'
  return {
    SchemaAttributes: fixed.SchemaAttributes,
    AliasAttributes: fixed.AliasAttributes,
    UsernameAttributes: fixed.UsernameAttributes,
    UsernameConfiguration: fixed.UsernameConfiguration,
    Policies: completePolicies(request),
    DeletionProtection: request.DeletionProtection ?? 'INACTIVE',
    LambdaConfig: completeTriggers(request.LambdaConfig),
    AutoVerifiedAttributes: asSet(request.AutoVerifiedAttributes),
    SmsVerificationMessage: smsMessage,
    EmailVerificationMessage: emailMessage,
    EmailVerificationSubject: emailSubject,
    VerificationMessageTemplate: {
      SmsMessage: smsMessage,
      EmailMessage: emailMessage,
      EmailSubject: emailSubject,
      EmailMessageByLink: template.EmailMessageByLink,
      EmailSubjectByLink: template.EmailSubjectByLink,
      DefaultEmailOption: template.DefaultEmailOption ?? 'CONFIRM_WITH_CODE',
    },
    SmsAuthenticationMessage: request.SmsAuthenticationMessage,
    UserAttributeUpdateSettings: {
      AttributesRequireVerificationBeforeUpdate:
        asSet(request.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate) ?? [],
    },
    MfaConfiguration: mfa,
    // Observed: MFA that is off goes with no method. Inferred: switching it off forgets them.
    SoftwareTokenMfaEnabled: mfa === 'OFF' ? undefined : kept.SoftwareTokenMfaEnabled,
    EmailMfaConfiguration: mfa === 'OFF' ? undefined : kept.EmailMfaConfiguration,
    WebAuthnConfiguration: kept.WebAuthnConfiguration,
    DeviceConfiguration: request.DeviceConfiguration && {
      ChallengeRequiredOnNewDevice: request.DeviceConfiguration.ChallengeRequiredOnNewDevice ?? false,
      DeviceOnlyRememberedOnUserPrompt: request.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt ?? false,
    },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT', ...request.EmailConfiguration },
    SmsConfiguration: request.SmsConfiguration,
    UserPoolTags: request.UserPoolTags ?? {},
    AdminCreateUserConfig: {
      ...request.AdminCreateUserConfig,
      AllowAdminCreateUserOnly: request.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
      // Observed: mirrors TemporaryPasswordValidityDays.
      UnusedAccountValidityDays: temporaryPasswordDays(request),
    },
    UserPoolAddOns: request.UserPoolAddOns && completeAddOns(request.UserPoolAddOns),
    AccountRecoverySetting: request.AccountRecoverySetting,
    UserPoolTier: request.UserPoolTier ?? kept.UserPoolTier,
    DcrConfiguration: request.DcrConfiguration ? completeDcr(request.DcrConfiguration) : kept.DcrConfiguration,
    KeyConfiguration: request.KeyConfiguration
      ? { KeyType: 'AWS_OWNED_KEY', ...request.KeyConfiguration }
      : kept.KeyConfiguration,
    IssuerConfiguration: request.IssuerConfiguration
      ? { Type: request.IssuerConfiguration.Type ?? 'ORIGINAL' }
      : kept.IssuerConfiguration,
    // Documented: step-up page; the answer shows all four levels. Observed: a pool that never set it shows none.
    AcrConfiguration: request.AcrConfiguration && { ...defaultAcr, ...request.AcrConfiguration },
  }
}

/** Days until a temporary password expires: the policy's value, else the older setting of administrators, else 7. */
function temporaryPasswordDays(request: PoolRequest): number {
  const { Policies, AdminCreateUserConfig } = request
  return (
    Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ?? AdminCreateUserConfig?.UnusedAccountValidityDays ?? 7
  )
}

function completePolicies(request: PoolRequest): UserPoolPolicyType {
  const given = request.Policies?.PasswordPolicy
  // Observed: a pool without policy requires everything. Inferred: in a policy that is given, a flag left out is off.
  const flag = given === undefined
  return {
    PasswordPolicy: {
      MinimumLength: given?.MinimumLength ?? 8,
      RequireUppercase: given?.RequireUppercase ?? flag,
      RequireLowercase: given?.RequireLowercase ?? flag,
      RequireNumbers: given?.RequireNumbers ?? flag,
      RequireSymbols: given?.RequireSymbols ?? flag,
      PasswordHistorySize: given?.PasswordHistorySize || undefined,
      TemporaryPasswordValidityDays: temporaryPasswordDays(request),
    },
    SignInPolicy: {
      AllowedFirstAuthFactors: asSet(request.Policies?.SignInPolicy?.AllowedFirstAuthFactors) ?? ['PASSWORD'],
    },
  }
}

// Observed: a pool with a pre token generation function shows it in both members, as version V1_0 unless it says more.
function completeTriggers(given: LambdaConfigType | undefined): LambdaConfigType {
  if (!given) return {}
  const { PreTokenGeneration: older, PreTokenGenerationConfig: newer } = given
  if (newer) return { ...given, PreTokenGeneration: older ?? newer.LambdaArn }
  if (older) return { ...given, PreTokenGenerationConfig: { LambdaVersion: 'V1_0', LambdaArn: older } }
  return { ...given }
}

// Observed: OFF is echoed alone; other modes always show the additional flows, empty where there are none.
function completeAddOns(given: UserPoolAddOnsType): UserPoolAddOnsType {
  const { AdvancedSecurityMode, AdvancedSecurityAdditionalFlows: flows } = given
  if (AdvancedSecurityMode === 'OFF' && flows?.CustomAuthMode === undefined) return { AdvancedSecurityMode }
  return { AdvancedSecurityMode, AdvancedSecurityAdditionalFlows: flows ?? {} }
}

// Documented: SDK of 2026. A structure that is given means on; the grant types have defaults, the scopes have none.
function completeDcr(given: DcrConfigurationType): DcrConfigurationType {
  return {
    EnableStatus: given.EnableStatus ?? 'Enabled',
    OpenDcrEnabled: given.OpenDcrEnabled ?? false,
    AuthenticatedGrantTypes: given.AuthenticatedGrantTypes ?? ['code', 'client_credentials'],
    OpenDcrGrantTypes: given.OpenDcrGrantTypes ?? ['code'],
    AllowedScopes: given.AllowedScopes,
  }
}

/** What the service keeps of a list without order. Observed: pools and clients read back; sets, and absent where empty. */
export function asSet<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? [...new Set(list)] : undefined
}
