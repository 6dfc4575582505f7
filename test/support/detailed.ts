import { KeyConfiguration } from './replicas.ts'
import { ownSender, smsConfiguration } from './sign-in.ts'
import { functionArn } from './triggers.ts'

/** Every setting of a pool that CreateUserPool takes; its MFA has an operation of its own. */
export const detailedPool = {
  UserPoolTier: 'PLUS',
  Policies: {
    PasswordPolicy: { MinimumLength: 12, RequireSymbols: true, TemporaryPasswordValidityDays: 3 },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] },
  },
  AliasAttributes: ['email', 'preferred_username'],
  Schema: [
    { Name: 'email', Required: true, Mutable: true },
    {
      Name: 'points',
      AttributeDataType: 'Number',
      Mutable: true,
      NumberAttributeConstraints: { MinValue: '0', MaxValue: '9' },
    },
  ],
  AutoVerifiedAttributes: ['email', 'phone_number'],
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: true,
    InviteMessageTemplate: {
      EmailMessage: '{username} {####}',
      EmailSubject: 'Come in',
      SMSMessage: '{username} {####}',
    },
  },
  VerificationMessageTemplate: {
    DefaultEmailOption: 'CONFIRM_WITH_LINK',
    EmailMessageByLink: 'Follow {##this link##}',
    EmailSubjectByLink: 'Confirm',
    EmailMessage: 'Your code is {####}',
    EmailSubject: 'Code',
    SmsMessage: 'Your code is {####}',
  },
  SmsAuthenticationMessage: 'Your code is {####}',
  EmailConfiguration: {
    ...ownSender,
    From: 'shop@example.com',
    ReplyToEmailAddress: 'help@example.com',
    ConfigurationSet: 'mails',
  },
  SmsConfiguration: {
    EumsSms: {
      CallerArn: smsConfiguration.SnsCallerArn,
      ExternalId: 'shop',
      OriginationIdentity: '+15555550100',
      ConfigurationSetName: 'texts',
      InEntityId: 'entity',
      InTemplateId: 'template',
    },
  },
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  LambdaConfig: {
    PreSignUp: functionArn('one'),
    CustomMessage: functionArn('two'),
    PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: functionArn('three') },
    CustomEmailSender: { LambdaVersion: 'V1_0', LambdaArn: functionArn('four') },
    KMSKeyID: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  UserPoolTags: { stage: 'test' },
  DeletionProtection: 'ACTIVE',
  KeyConfiguration,
} as const

/** Every setting of an app client. */
export const detailedClient = {
  ClientName: 'web',
  GenerateSecret: true,
  RefreshTokenValidity: 10,
  AccessTokenValidity: 30,
  IdTokenValidity: 45,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
  ReadAttributes: ['email', 'name'],
  WriteAttributes: ['email', 'name'],
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
  SupportedIdentityProviders: ['COGNITO'],
  CallbackURLs: ['https://shop.example.com/in'],
  DefaultRedirectURI: 'https://shop.example.com/in',
  LogoutURLs: ['https://shop.example.com/out'],
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  AllowedOAuthFlowsUserPoolClient: true,
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: true,
  AuthSessionValidity: 5,
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 20 },
  AnalyticsConfiguration: {
    ApplicationArn: 'arn:aws:mobiletargeting:us-east-1:123456789012:apps/1234567890abcdef1234567890abcdef',
    UserDataShared: true,
  },
} as const
