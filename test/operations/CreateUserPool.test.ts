import { describe, expect, test } from 'vitest'
import type { CreateUserPoolRequest, SchemaAttributeType } from '../../src/api/generated/types.ts'
import { poolKeys, pools } from '../../src/store/schema/pools.ts'
import { testEmulator, testNow } from '../support/emulator.ts'
import { invalid, refusal } from '../support/refusals.ts'

type Request = Omit<CreateUserPoolRequest, 'PoolName'>

async function create(request: Request) {
  const { call } = testEmulator()
  const { UserPool } = await call('CreateUserPool', { PoolName: 'shop', ...request })
  return UserPool!
}

const sms = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' }
const ses = 'arn:aws:ses:us-east-1:123456789012:identity/shop@example.com'
const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:one'

describe('CreateUserPool', () => {
  test('fills in the defaults of a pool that has only a name', async () => {
    const { Id, SchemaAttributes, ...rest } = await create({})

    expect(Id).toMatch(/^us-east-1_[0-9a-zA-Z]{9}$/)
    expect(SchemaAttributes).toHaveLength(21)
    expect(JSON.parse(JSON.stringify(rest))).toEqual({
      Name: 'shop',
      Arn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${Id}`,
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
      },
      DeletionProtection: 'INACTIVE',
      LambdaConfig: {},
      VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
      MfaConfiguration: 'OFF',
      EstimatedNumberOfUsers: 0,
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      UserPoolTags: {},
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      UserPoolTier: 'ESSENTIALS',
      IssuerConfiguration: { Type: 'ORIGINAL' },
      KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' },
      CreationDate: new Date(testNow).toISOString(),
      LastModifiedDate: new Date(testNow).toISOString(),
    })
  })

  test('makes a key of 256 bits for feedback tokens', async () => {
    const { call, core } = testEmulator()

    const { UserPool } = await call('CreateUserPool', { PoolName: 'shop' })

    const keys = core.store.tx.select().from(poolKeys).all()
    expect(keys.map(({ poolId, use, secret }) => [poolId, use, secret.length])).toEqual([
      [UserPool!.Id, 'feedback', 32],
    ])
  })

  test('takes the same name twice', async () => {
    const { call } = testEmulator()

    const first = await call('CreateUserPool', { PoolName: 'shop' })
    const second = await call('CreateUserPool', { PoolName: 'shop' })

    expect(first.UserPool!.Id).not.toBe(second.UserPool!.Id)
  })

  test.each(['_custom_id_', 'ms-custom-id', 'floci:override-id'])('takes the id from the tag %s', async (tag) => {
    expect((await create({ UserPoolTags: { [tag]: 'us-east-1_chosen' } })).Id).toBe('us-east-1_chosen')
    expect((await create({ UserPoolTags: { [tag]: 'chosen' } })).Id).toBe('us-east-1_chosen')
  })

  test('refuses a chosen id that is taken or malformed', async () => {
    const { call } = testEmulator()
    const withId = (id: string) => call('CreateUserPool', { PoolName: 'shop', UserPoolTags: { _custom_id_: id } })
    await withId('us-east-1_chosen')

    await expect(withId('us-east-1_chosen')).rejects.toMatchObject(
      invalid('The tags choose a pool id that is taken: us-east-1_chosen'),
    )
    await expect(withId('us east')).rejects.toMatchObject(
      invalid('The tags choose an invalid pool id: us-east-1_us east'),
    )
  })

  test('mirrors the older message members into the template and back', async () => {
    const older = await create({ EmailVerificationMessage: 'older {####}', EmailVerificationSubject: 'older' })
    const newer = await create({
      VerificationMessageTemplate: { EmailMessage: 'newer {####}', SmsMessage: 'sms {####}' },
    })

    expect(older.VerificationMessageTemplate).toEqual({
      EmailMessage: 'older {####}',
      EmailSubject: 'older',
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
    })
    expect([newer.EmailVerificationMessage, newer.SmsVerificationMessage]).toEqual(['newer {####}', 'sms {####}'])
  })

  test('keeps lists without order as sets, and none of an empty one', async () => {
    const twice = await create({ AliasAttributes: ['email', 'email'], AutoVerifiedAttributes: ['email', 'email'] })
    const empty = await create({ AliasAttributes: [], UsernameAttributes: [], AutoVerifiedAttributes: [] })

    expect([twice.AliasAttributes, twice.AutoVerifiedAttributes]).toEqual([['email'], ['email']])
    expect(empty.AliasAttributes ?? empty.UsernameAttributes ?? empty.AutoVerifiedAttributes).toBeUndefined()
  })

  test('switches rules off that a given password policy leaves out', async () => {
    const pool = await create({ Policies: { PasswordPolicy: { MinimumLength: 6, TemporaryPasswordValidityDays: 3 } } })

    expect(pool.Policies!.PasswordPolicy).toEqual({
      MinimumLength: 6,
      RequireUppercase: false,
      RequireLowercase: false,
      RequireNumbers: false,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 3,
    })
    expect(pool.AdminCreateUserConfig!.UnusedAccountValidityDays).toBe(3)
  })

  test('shows a pre token generation function in both members', async () => {
    const older = await create({ LambdaConfig: { PreTokenGeneration: lambda } })
    const newer = await create({
      LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: lambda, LambdaVersion: 'V2_0' } },
    })

    expect(older.LambdaConfig!.PreTokenGenerationConfig).toEqual({ LambdaArn: lambda, LambdaVersion: 'V1_0' })
    expect(newer.LambdaConfig!.PreTokenGeneration).toBe(lambda)
  })

  test('merges the names of the assurance levels with their defaults', async () => {
    const pool = await create({ AcrConfiguration: { Level2: { AcrValue: 'silver' } } })

    expect(pool.AcrConfiguration).toEqual({
      Level1: { AcrValue: 'urn:cognito:loa:1' },
      Level2: { AcrValue: 'silver' },
      Level3: { AcrValue: 'urn:cognito:loa:3' },
      Level4: { AcrValue: 'urn:cognito:loa:4' },
    })
  })

  test('completes device, DCR and add-on settings', async () => {
    const pool = await create({
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
      DcrConfiguration: {},
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
    })

    expect(pool.DeviceConfiguration).toEqual({
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: false,
    })
    expect(pool.DcrConfiguration).toEqual({
      EnableStatus: 'Enabled',
      OpenDcrEnabled: false,
      AuthenticatedGrantTypes: ['code', 'client_credentials'],
      OpenDcrGrantTypes: ['code'],
    })
    expect(pool.UserPoolAddOns).toEqual({ AdvancedSecurityMode: 'AUDIT', AdvancedSecurityAdditionalFlows: {} })
  })
})

describe('tiers of a new pool', () => {
  test('threat protection without a tier implies PLUS', async () => {
    expect((await create({ UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } })).UserPoolTier).toBe('PLUS')
    expect((await create({ UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } })).UserPoolTier).toBe('ESSENTIALS')
  })

  test('OFF is accepted on any tier and echoed alone', async () => {
    const pool = await create({ UserPoolTier: 'LITE', UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } })

    expect([pool.UserPoolTier, pool.UserPoolAddOns]).toEqual(['LITE', { AdvancedSecurityMode: 'OFF' }])
  })

  const tooLow: [string, Request, string][] = [
    [
      'threat protection on ESSENTIALS',
      { UserPoolTier: 'ESSENTIALS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
      'ESSENTIALS pricing tier configured: Threat Protection',
    ],
    [
      'threat protection for custom authentication only',
      {
        UserPoolTier: 'ESSENTIALS',
        UserPoolAddOns: { AdvancedSecurityMode: 'OFF', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } },
      },
      'ESSENTIALS pricing tier configured: Threat Protection',
    ],
    [
      'passwordless factors on LITE',
      {
        UserPoolTier: 'LITE',
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
      },
      'LITE pricing tier configured: Passwordless Sign-In',
    ],
    [
      'version 2 of the token function on LITE',
      {
        UserPoolTier: 'LITE',
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: lambda, LambdaVersion: 'V2_0' } },
      },
      'LITE pricing tier configured: Token Customization with Pre-Token Generation Lambda V2_0',
    ],
    [
      'two features at once',
      {
        UserPoolTier: 'LITE',
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
        UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      },
      'LITE pricing tier configured: Passwordless Sign-In, Threat Protection',
    ],
  ]
  test.each(tooLow)('%s is refused', async (_case, request, end) => {
    await expect(create(request)).rejects.toMatchObject(
      refusal('FeatureUnavailableInTierException', `The following features need to be disabled for the ${end}`),
    )
  })
})

describe('settings of a new pool that do not go together', () => {
  const cases: [string, Request, string][] = [
    [
      'aliases and username attributes',
      { AliasAttributes: ['email'], UsernameAttributes: ['email'] },
      'Only one of the aliasAttributes or usernameAttributes can be set in a User pool.',
    ],
    [
      'MFA without SMS settings',
      { MfaConfiguration: 'OPTIONAL' },
      'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
    ],
    [
      'verified phone numbers without SMS settings',
      { AutoVerifiedAttributes: ['phone_number'] },
      'SMS configuration is required when phone_number is selected for auto verification',
    ],
    [
      'verification before update of an attribute that is never verified',
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
      'All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes',
    ],
    [
      'first factors without the password',
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['EMAIL_OTP'] } } },
      'Password should be configured as one of the allowed first auth factors.',
    ],
    [
      'an authenticator app as first factor',
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'SOFTWARE_TOKEN'] } } },
      'SOFTWARE_TOKEN is not supported as one of the allowed first auth factors.',
    ],
    [
      'required MFA with one-time passwords first',
      {
        MfaConfiguration: 'ON',
        SmsConfiguration: sms,
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'SMS_OTP'] } },
      },
      'One-time password first auth factors cannot be used when MFA is required.',
    ],
    [
      'required MFA with passkeys that do not verify their user',
      {
        MfaConfiguration: 'ON',
        SmsConfiguration: sms,
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      },
      'WEB_AUTHN needs MULTI_FACTOR_WITH_USER_VERIFICATION when MFA is required.',
    ],
    [
      'a custom sender without key',
      { LambdaConfig: { CustomEmailSender: { LambdaArn: lambda, LambdaVersion: 'V1_0' } } },
      'KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.',
    ],
    [
      'two token functions',
      {
        LambdaConfig: {
          PreTokenGeneration: lambda,
          PreTokenGenerationConfig: { LambdaArn: `${lambda}-two`, LambdaVersion: 'V1_0' },
        },
      },
      "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    ],
    [
      'a function of another Region',
      { LambdaConfig: { PreSignUp: 'arn:aws:lambda:eu-west-1:123456789012:function:one' } },
      'Cross-region lambda functions are not supported',
    ],
    [
      'a key of another Region',
      { LambdaConfig: { KMSKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/one' } },
      'Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn eu-west-1',
    ],
    [
      'an SMS role of another account',
      { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::999999999999:role/sms' } },
      'Cross-account pass role is not allowed.',
    ],
    [
      'an SMS Region of its own',
      { SmsConfiguration: { ...sms, SnsRegion: 'eu-west-1' } },
      'Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1',
    ],
    [
      'both ways to send SMS',
      { SmsConfiguration: { ...sms, EumsSms: { CallerArn: sms.SnsCallerArn } } },
      'Exactly one of SnsCallerArn and EumsSms is required in SmsConfiguration.',
    ],
    [
      'an SES identity of a far Region',
      { EmailConfiguration: { SourceArn: ses.replace('us-east-1', 'ap-south-1') } },
      'Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.',
    ],
    [
      'an own sender without its ARN',
      { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } },
      'Source ARN is required to use DEVELOPER email sending owner',
    ],
    [
      'a From that is no address',
      { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', SourceArn: ses, From: 'the shop' } },
      'Provided From email address is invalid',
    ],
    [
      'a code in place of the link',
      { VerificationMessageTemplate: { EmailMessageByLink: 'Your code is {####}' } },
      'The message is invalid.',
    ],
    [
      'recovery by administrators and by others',
      {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: 'admin_only', Priority: 1 },
            { Name: 'verified_email', Priority: 2 },
          ],
        },
      },
      'Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.',
    ],
    [
      'recovery priorities that are equal',
      {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: 'verified_phone_number', Priority: 1 },
            { Name: 'verified_email', Priority: 1 },
          ],
        },
      },
      'Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.',
    ],
    [
      'two lives of temporary passwords',
      {
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 7 } },
        AdminCreateUserConfig: { UnusedAccountValidityDays: 7 },
      },
      'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    ],
    [
      'a key of one’s own without its ARN',
      { KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY' } },
      'KmsKeyArn is required when KeyType is CUSTOMER_MANAGED_KEY.',
    ],
    [
      'the default name of one level for another',
      { AcrConfiguration: { Level1: { AcrValue: 'urn:cognito:loa:2' } } },
      'ACR values must be unique across levels.',
    ],
    [
      'a required alias',
      { AliasAttributes: ['preferred_username'], Schema: [{ Name: 'preferred_username', Required: true }] },
      'The preferred_username attribute can not be both required and an alias.',
    ],
  ]
  test.each(cases)('%s', async (_case, request, message) => {
    await expect(create(request)).rejects.toMatchObject(invalid(message))
  })

  test('From may be a name with an address', async () => {
    const EmailConfiguration = {
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: ses,
      From: 'The Shop <shop@example.com>',
    } as const

    expect((await create({ EmailConfiguration })).EmailConfiguration).toEqual(EmailConfiguration)
  })

  test('tags of the service itself, and more than 50', async () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`tag${i}`, '']))

    await expect(create({ UserPoolTags: { 'aws:stack': 'one' } })).rejects.toMatchObject(
      refusal('UserPoolTaggingException', 'Tag keys cannot begin with aws:.'),
    )
    await expect(create({ UserPoolTags: many })).rejects.toMatchObject(
      refusal('UserPoolTaggingException', 'A user pool can have at most 50 tags.'),
    )
  })
})

describe('schema of a new pool', () => {
  const schema = async (...Schema: SchemaAttributeType[]) => {
    const pool = await create({ Schema })
    return new Map(pool.SchemaAttributes!.map((attribute) => [attribute.Name, attribute]))
  }

  test('has the standard attributes with their types and limits', async () => {
    const attributes = await schema({ Name: 'plan' })

    expect(attributes.get('sub')).toEqual({
      Name: 'sub',
      AttributeDataType: 'String',
      DeveloperOnlyAttribute: false,
      Mutable: false,
      Required: true,
      StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
    })
    expect(attributes.get('birthdate')!.StringAttributeConstraints).toEqual({ MinLength: '10', MaxLength: '10' })
    expect(attributes.get('updated_at')!.NumberAttributeConstraints).toEqual({ MinValue: '0' })
    expect(attributes.get('email_verified')).not.toHaveProperty('StringAttributeConstraints')
    expect(attributes.get('identities')!.StringAttributeConstraints).toEqual({})
  })

  test('adjusts standard attributes and prefixes custom ones', async () => {
    const attributes = await schema(
      { Name: 'email', Required: true, Mutable: false, StringAttributeConstraints: { MinLength: '5' } },
      { Name: 'age', AttributeDataType: 'Number', NumberAttributeConstraints: { MaxValue: '150' } },
      { Name: 'note', DeveloperOnlyAttribute: true },
      { Name: 'paid', AttributeDataType: 'Boolean', Mutable: false },
    )

    expect(attributes.get('email')).toMatchObject({
      Required: true,
      Mutable: false,
      StringAttributeConstraints: { MinLength: '5', MaxLength: '2048' },
    })
    expect(attributes.get('custom:age')).toEqual({
      Name: 'custom:age',
      AttributeDataType: 'Number',
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      NumberAttributeConstraints: { MaxValue: '150' },
    })
    expect(attributes.get('dev:custom:note')).toMatchObject({ StringAttributeConstraints: {} })
    expect(attributes.get('custom:paid')).toEqual({
      Name: 'custom:paid',
      AttributeDataType: 'Boolean',
      DeveloperOnlyAttribute: false,
      Mutable: false,
      Required: false,
    })
  })

  const cases: [string, SchemaAttributeType[], string][] = [
    [
      'a required custom attribute',
      [{ Name: 'x', Required: true }],
      'Required custom attributes are not supported currently.',
    ],
    [
      'two custom attributes of one name',
      [{ Name: 'x' }, { Name: 'x' }],
      'Duplicate custom attribute names custom:x are not allowed in a user pool schema.',
    ],
    [
      'a custom length that is upside down',
      [{ Name: 'x', StringAttributeConstraints: { MinLength: '9', MaxLength: '1' } }],
      "Attribute custom:x cannot have a max length shorter than it's min length",
    ],
    [
      'a custom range that is upside down',
      [{ Name: 'x', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '9', MaxValue: '1' } }],
      "Attribute custom:x cannot have a max value smaller than it's min value",
    ],
    [
      'another type for a standard attribute',
      [{ Name: 'email', AttributeDataType: 'Number' }],
      'You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email',
    ],
    [
      'a standard attribute longer than 2048',
      [{ Name: 'email', StringAttributeConstraints: { MaxLength: '2049' } }],
      'user.email: String attributes cannot have a length of more than 2048',
    ],
    [
      'a standard length that is upside down',
      [{ Name: 'email', StringAttributeConstraints: { MinLength: '9', MaxLength: '1' } }],
      'user.email: Max length cannot be less than min length.',
    ],
    [
      'a standard range that is upside down',
      [{ Name: 'updated_at', NumberAttributeConstraints: { MaxValue: '-1' } }],
      'user.updated_at: Max value cannot be less than min value.',
    ],
    [
      'limits that are no numbers',
      [{ Name: 'email', StringAttributeConstraints: { MinLength: 'few' } }],
      'Invalid StringAttributeConstraints for schema attribute email',
    ],
  ]
  test.each(cases)('refuses %s', async (_case, Schema, message) => {
    await expect(create({ Schema })).rejects.toMatchObject(invalid(message))
  })

  test('refuses the 1001st pool', async () => {
    const { call, core } = testEmulator()
    await call('CreateUserPool', { PoolName: 'shop' })
    const [pool] = core.store.tx.select().from(pools).all()
    core.store.transact((tx) => {
      for (let i = 1; i < 1000; i++)
        tx.insert(pools)
          .values({ ...pool!, id: `us-east-1_${i}` })
          .run()
    })

    await expect(call('CreateUserPool', { PoolName: 'one too many' })).rejects.toMatchObject(
      refusal('LimitExceededException', 'User pool limit exceeded.'),
    )
  })
})
