import { describe, expect, test } from 'vitest'
import { testEmulator, testNow } from '../support/emulator.ts'

describe('CreateUserPool', () => {
  test('fills in the defaults of a pool that has only a name', async () => {
    const { call } = testEmulator()

    const { UserPool } = await call('CreateUserPool', { PoolName: 'shop' })

    const { Id, SchemaAttributes, ...rest } = UserPool!
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
})
