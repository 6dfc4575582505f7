import { describe, expect, test } from 'vitest'
import type { UpdateUserPoolRequest, UserPoolType } from '../../src/api/generated/types.ts'
import { testNow } from '../support/emulator.ts'
import { importInProgress, placeWhileImporting } from '../support/imports.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const everything = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 10,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: false,
      PasswordHistorySize: 3,
      TemporaryPasswordValidityDays: 2,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] },
  },
  DeletionProtection: 'ACTIVE',
  LambdaConfig: { PreSignUp: 'arn:aws:lambda:us-east-1:123456789012:function:one' },
  AutoVerifiedAttributes: ['email', 'phone_number'],
  VerificationMessageTemplate: { EmailMessage: 'code {####}', EmailSubject: 'code', SmsMessage: 'code {####}' },
  SmsAuthenticationMessage: 'code {####}',
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  MfaConfiguration: 'OPTIONAL',
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  EmailConfiguration: {
    EmailSendingAccount: 'DEVELOPER',
    SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
    From: 'shop@example.com',
  },
  SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'shop' },
  UserPoolTags: { stage: 'test' },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  DcrConfiguration: { EnableStatus: 'Enabled', AllowedScopes: ['aws.cognito.signin.user.admin'] },
  KeyConfiguration: {
    KeyType: 'CUSTOMER_MANAGED_KEY',
    KmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
  },
  IssuerConfiguration: { Type: 'UPDATED' },
  AcrConfiguration: { Level1: { AcrValue: 'bronze' } },
} as const satisfies Readonly<Record<string, unknown>>

/** A described pool as tools send it back: without what no update takes, and without the older of two equal settings. */
function asUpdate(pool: UserPoolType): UpdateUserPoolRequest {
  const { Id, Name, Arn, CreationDate, LastModifiedDate, EstimatedNumberOfUsers, Domain, CustomDomain, ...rest } = pool
  const { SchemaAttributes, AliasAttributes, UsernameAttributes, UsernameConfiguration, ...settings } = rest
  const { UnusedAccountValidityDays, ...admin } = settings.AdminCreateUserConfig!
  return { UserPoolId: Id!, PoolName: Name, ...settings, AdminCreateUserConfig: admin }
}

describe('UpdateUserPool', () => {
  test.each([
    ['a plain pool', {}],
    ['a pool with everything', everything],
  ])('leaves %s as it is when it gets the described values', async (_case, settings) => {
    const { call } = await place()
    const created = await call('CreateUserPool', { PoolName: 'garden', ...(settings as object) })
    const UserPoolId = created.UserPool!.Id!
    const before = await call('DescribeUserPool', { UserPoolId })

    expect(await call('UpdateUserPool', asUpdate(before.UserPool!))).toEqual({})

    expect(await call('DescribeUserPool', { UserPoolId })).toEqual(before)
  })

  test('returns what it leaves out to the default, but for tier, DCR, key and issuer', async () => {
    const { call } = await place()
    const plain = await call('CreateUserPool', { PoolName: 'garden' })
    const full = await call('CreateUserPool', { PoolName: 'garden', ...(everything as object) })
    const UserPoolId = full.UserPool!.Id!

    await call('UpdateUserPool', { UserPoolId })

    const { UserPool } = await call('DescribeUserPool', { UserPoolId })
    expect(UserPool).toEqual({
      ...plain.UserPool,
      Id: UserPoolId,
      Arn: full.UserPool!.Arn,
      UserPoolTier: 'PLUS',
      DcrConfiguration: full.UserPool!.DcrConfiguration,
      KeyConfiguration: full.UserPool!.KeyConfiguration,
      IssuerConfiguration: full.UserPool!.IssuerConfiguration,
    })
  })

  test('renames the pool and moves its modification date', async () => {
    const { call, clock, poolId } = await place()
    clock.advance({ minutes: 5 })

    await call('UpdateUserPool', { UserPoolId: poolId, PoolName: 'garden' })

    const { UserPool } = await call('DescribeUserPool', { UserPoolId: poolId })
    expect(UserPool).toMatchObject({
      Name: 'garden',
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow + 300_000),
    })
  })

  test('keeps the authenticator apps of SetUserPoolMfaConfig while MFA stays on', async () => {
    const { call, poolId } = await place()
    const SoftwareTokenMfaConfiguration = { Enabled: true }
    await call('SetUserPoolMfaConfig', { UserPoolId: poolId, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration })

    await call('UpdateUserPool', { UserPoolId: poolId, MfaConfiguration: 'OPTIONAL' })

    expect(await call('GetUserPoolMfaConfig', { UserPoolId: poolId })).toEqual({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration,
    })
  })

  test('takes e-mail of one’s own as the method of MFA', async () => {
    const { EmailConfiguration } = everything
    const { call, poolId } = await place({ pool: { EmailConfiguration } })
    const EmailMfaConfiguration = { Message: 'code {####}', Subject: 'code' }
    const off = { Enabled: false }
    await call('SetUserPoolMfaConfig', {
      UserPoolId: poolId,
      MfaConfiguration: 'OPTIONAL',
      EmailMfaConfiguration,
      SoftwareTokenMfaConfiguration: off,
    })

    await call('UpdateUserPool', { UserPoolId: poolId, EmailConfiguration, MfaConfiguration: 'ON' })

    expect(await call('GetUserPoolMfaConfig', { UserPoolId: poolId })).toEqual({
      MfaConfiguration: 'ON',
      EmailMfaConfiguration,
      SoftwareTokenMfaConfiguration: off,
    })
  })

  test('refuses threat protection on the tier that the pool has', async () => {
    const { call, poolId } = await place()

    const update = call('UpdateUserPool', {
      UserPoolId: poolId,
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    })

    await expect(update).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection',
      ),
    )
  })

  test('goes from tier to tier while no feature is in the way', async () => {
    const { call } = await place()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'garden', UserPoolTier: 'LITE' })
    const UserPoolId = UserPool!.Id!

    for (const UserPoolTier of ['ESSENTIALS', 'PLUS', 'LITE'] as const) {
      await call('UpdateUserPool', { UserPoolId, UserPoolTier })

      expect((await call('DescribeUserPool', { UserPoolId })).UserPool!.UserPoolTier).toBe(UserPoolTier)
    }
  })

  test('refuses to leave PLUS while user activity is exported', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'PLUS' } })
    await call('SetLogDeliveryConfiguration', {
      UserPoolId: poolId,
      LogConfigurations: [
        { EventSource: 'userAuthEvents', LogLevel: 'INFO', S3Configuration: { BucketArn: 'arn:aws:s3:::logs' } },
      ],
    })

    await expect(call('UpdateUserPool', { UserPoolId: poolId, UserPoolTier: 'ESSENTIALS' })).rejects.toMatchObject(
      refusal(
        'TierChangeNotAllowedException',
        'The tier of the user pool cannot be changed while this feature is in use: User activity log export',
      ),
    )
  })

  test('refuses LITE while managed login serves a domain', async () => {
    const { call, poolId } = await place()
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop', ManagedLoginVersion: 2 })

    await expect(call('UpdateUserPool', { UserPoolId: poolId, UserPoolTier: 'LITE' })).rejects.toMatchObject(
      refusal(
        'TierChangeNotAllowedException',
        'The tier of the user pool cannot be changed while this feature is in use: Managed Login Version 2',
      ),
    )
  })

  test('refuses settings that do not go together, and keeps the old ones', async () => {
    const { call, poolId } = await place()
    const before = await call('DescribeUserPool', { UserPoolId: poolId })

    await expect(
      call('UpdateUserPool', { UserPoolId: poolId, AutoVerifiedAttributes: ['phone_number'] }),
    ).rejects.toMatchObject(
      invalid('SMS configuration is required when phone_number is selected for auto verification'),
    )

    expect(await call('DescribeUserPool', { UserPoolId: poolId })).toEqual(before)
  })

  test('refuses tags of the service itself', async () => {
    const { call, poolId } = await place()

    await expect(
      call('UpdateUserPool', { UserPoolId: poolId, UserPoolTags: { 'aws:stack': 'one' } }),
    ).rejects.toMatchObject(refusal('UserPoolTaggingException', 'Tag keys cannot begin with aws:.'))
  })

  test('refuses while users are imported', async () => {
    const { call, poolId } = await placeWhileImporting()

    await expect(call('UpdateUserPool', { UserPoolId: poolId })).rejects.toMatchObject(importInProgress)
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('UpdateUserPool', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
