import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import { testNow } from '../support/emulator.ts'
import { attributes, attributesOf, confirmedUser, goodPassword, place, statusOf } from '../support/people.ts'

const address = attributes({ email: 'alice@example.com', email_verified: 'true' })

describe('AdminCreateUser', () => {
  test('answers the user without the password', async () => {
    const { call, poolId } = await place()

    const { User } = await call('AdminCreateUser', { UserPoolId: poolId, Username: 'alice', UserAttributes: address })

    expect(User).toEqual({
      Username: 'alice',
      Attributes: [{ Name: 'sub', Value: expect.any(String) }, ...address],
      UserCreateDate: new Date(testNow),
      UserLastModifiedDate: new Date(testNow),
      Enabled: true,
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      MFAOptions: undefined,
    })
  })

  test('invites by e-mail with a password that fits the policy', async () => {
    const shop = await place({
      pool: { Policies: { PasswordPolicy: { MinimumLength: 20, RequireSymbols: true } } },
    })

    await shop.call('AdminCreateUser', {
      UserPoolId: shop.poolId,
      Username: 'alice',
      UserAttributes: address,
      DesiredDeliveryMediums: ['EMAIL'],
    })

    const [mail] = shop.inbox()
    expect(mail).toMatchObject({
      kind: 'AdminCreateUser',
      to: 'alice@example.com',
      subject: 'Your temporary password',
      text: `Your username is alice and temporary password is ${shop.lastCode()}.`,
    })
    expect(shop.lastCode()).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[%+=@_-]).{20}$/)
  })

  test('uses the template of the pool, and escapes what stands in HTML', async () => {
    const InviteMessageTemplate = {
      EmailSubject: 'Welcome',
      EmailMessage: '<p>{username}</p><p>{####}</p>',
      SMSMessage: '{username}/{####}',
    }
    const shop = await place({ pool: { AdminCreateUserConfig: { InviteMessageTemplate } } })

    await shop.call('AdminCreateUser', {
      UserPoolId: shop.poolId,
      Username: 'a<b',
      UserAttributes: attributes({ email: 'alice@example.com', phone_number: '+15555550134' }),
      TemporaryPassword: 'T3mporary&<i>',
      DesiredDeliveryMediums: ['EMAIL', 'SMS'],
    })

    expect(shop.inbox()).toMatchObject([
      {
        channel: 'email',
        subject: 'Welcome',
        html: '<p>a&lt;b</p><p>T3mporary&amp;&lt;i&gt;</p>',
        text: 'a<b\nT3mporary&<i>',
      },
      { channel: 'sms', to: '+15555550134', text: 'a<b/T3mporary&<i>' },
    ])
  })

  test.each([
    ['the medium is not asked for and the user has no number', {}],
    ['messages are suppressed', { MessageAction: 'SUPPRESS', DesiredDeliveryMediums: ['EMAIL'] }],
  ] as const)('sends nothing where %s', async (_name, options) => {
    const shop = await place()

    const { MessageAction, DesiredDeliveryMediums } = options as Record<string, never>
    const Username = 'alice'
    const common = { UserPoolId: shop.poolId, Username, UserAttributes: address }
    await shop.call('AdminCreateUser', { ...common, MessageAction, DesiredDeliveryMediums })

    expect(shop.inbox()).toEqual([])
  })

  test('goes by SMS unless asked otherwise', async () => {
    const shop = await place()

    const UserAttributes = attributes({ phone_number: '+15555550134' })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice', UserAttributes })

    expect(shop.inbox()).toMatchObject([{ channel: 'sms', to: '+15555550134' }])
  })

  test.each(['EMAIL', 'SMS'] as const)(
    'refuses to send by %s where the user has no destination for it',
    async (medium) => {
      const shop = await place()

      const asked = { UserPoolId: shop.poolId, Username: 'alice', DesiredDeliveryMediums: [medium] }
      await expect(shop.call('AdminCreateUser', asked)).rejects.toMatchObject({ name: 'InvalidParameterException' })

      expect((await shop.call('ListUsers', { UserPoolId: shop.poolId })).Users).toEqual([])
    },
  )

  test('lets required attributes be missing', async () => {
    const { call, poolId } = await place({ pool: { Schema: [{ Name: 'name', Required: true }] } })

    await expect(call('AdminCreateUser', { UserPoolId: poolId, Username: 'alice' })).resolves.toBeDefined()
  })

  test.each([
    [{ email_verified: 'true' }, 'email is required when email_verified is true.'],
    [{ phone_number_verified: 'True' }, 'phone_number is required when phone_number_verified is true.'],
    [
      { email_verified: 'maybe', email: 'a@b.example' },
      'Attributes did not conform to the schema: email_verified: Attribute must be a boolean.',
    ],
    [{ sub: 'mine' }, 'Cannot modify the non-mutable attribute sub'],
    [
      { 'custom:rank': '1', role: 'x' },
      'Attributes did not conform to the schema: custom:rank: Attribute does not exist in the schema.\nType for attribute {role} could not be determined',
    ],
    [
      { 'custom:size': '11' },
      'Attributes did not conform to the schema: custom:size: Number must be no greater than 10',
    ],
    [
      { 'custom:plan': 'platinum' },
      'Attributes did not conform to the schema: custom:plan: String must be no longer than 4 characters',
    ],
    [
      { name: 'ü'.repeat(1025) },
      'Attributes did not conform to the schema: name: String must be no longer than 2048 characters',
    ],
    [{ 'custom:since': 'never' }, 'Attributes did not conform to the schema: custom:since: Attribute must be a date.'],
  ])('refuses the attributes %j', async (values, message) => {
    const { call, poolId } = await place({
      pool: {
        Schema: [
          { Name: 'plan', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '4' } },
          { Name: 'size', AttributeDataType: 'Number', NumberAttributeConstraints: { MaxValue: '10' } },
          { Name: 'since', AttributeDataType: 'DateTime' },
        ],
      },
    })

    const UserAttributes = attributes(values as Record<string, string>)
    await expect(
      call('AdminCreateUser', { UserPoolId: poolId, Username: 'alice', UserAttributes }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    })
  })

  test('refuses a temporary password outside the policy', async () => {
    const { call, poolId } = await place()

    const asked = { UserPoolId: poolId, Username: 'alice', TemporaryPassword: 'short1' }
    await expect(call('AdminCreateUser', asked)).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    })
  })

  test('refuses a username in use', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await expect(shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })).rejects.toMatchObject({
      name: 'UsernameExistsException',
      message: 'User account already exists',
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(
      call('AdminCreateUser', { UserPoolId: 'us-east-1_nowhere00', Username: 'alice' }),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_nowhere00 does not exist.',
    })
  })

  describe('with an alias that somebody has verified', () => {
    test('refuses it', async () => {
      const shop = await place({ pool: { AliasAttributes: ['email'] } })
      await confirmedUser(shop, 'first', { email: 'alice@example.com', email_verified: 'true' })

      const asked = { UserPoolId: shop.poolId, Username: 'second', UserAttributes: address }
      await expect(shop.call('AdminCreateUser', asked)).rejects.toMatchObject({
        name: 'UsernameExistsException',
        message: 'An account with the given email already exists.',
      })
    })

    test('refuses it however the flag is written', async () => {
      const shop = await place({ pool: { AliasAttributes: ['email'] } })
      await confirmedUser(shop, 'first', { email: 'alice@example.com', email_verified: 'True' })

      const UserAttributes = attributes({ email: 'alice@example.com', email_verified: 'TRUE' })
      const asked = { UserPoolId: shop.poolId, Username: 'second', UserAttributes }
      await expect(shop.call('AdminCreateUser', asked)).rejects.toMatchObject({ name: 'UsernameExistsException' })
    })

    test('moves it where that is forced', async () => {
      const shop = await place({ pool: { AliasAttributes: ['email'] } })
      await confirmedUser(shop, 'first', { email: 'alice@example.com', email_verified: 'true' })

      const asked = { UserPoolId: shop.poolId, Username: 'second', UserAttributes: address, ForceAliasCreation: true }
      await shop.call('AdminCreateUser', asked)

      expect(await attributesOf(shop, 'first')).toEqual({ email: 'alice@example.com', email_verified: 'false' })
      const byAlias = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice@example.com' })
      expect(byAlias.Username).toBe('second')
    })

    test('leaves it alone where the new user does not claim it as verified', async () => {
      const shop = await place({ pool: { AliasAttributes: ['email'] } })
      await confirmedUser(shop, 'first', { email: 'alice@example.com', email_verified: 'true' })

      const UserAttributes = attributes({ email: 'alice@example.com' })
      await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'second', UserAttributes })

      const byAlias = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice@example.com' })
      expect(byAlias.Username).toBe('first')
    })
  })

  describe('RESEND', () => {
    test('sends the invitation again with another password', async () => {
      const shop = await place()
      const asked = {
        UserPoolId: shop.poolId,
        Username: 'alice',
        UserAttributes: address,
        DesiredDeliveryMediums: ['EMAIL' as const],
      }
      await shop.call('AdminCreateUser', asked)

      const { User } = await shop.call('AdminCreateUser', { ...asked, MessageAction: 'RESEND' })

      expect(User).toMatchObject({ Username: 'alice', UserStatus: 'FORCE_CHANGE_PASSWORD' })
      const [first, second] = shop.inbox()
      expect(second).toMatchObject({ to: 'alice@example.com', kind: 'AdminCreateUser' })
      expect(second!.code).not.toBe(first!.code)
    })

    test('refuses users who are not waiting for their first sign-in', async () => {
      const shop = await place()
      await confirmedUser(shop, 'alice')

      const asked = { UserPoolId: shop.poolId, Username: 'alice', MessageAction: 'RESEND' as const }
      await expect(shop.call('AdminCreateUser', asked)).rejects.toMatchObject({ name: 'UnsupportedUserStateException' })
    })

    test('refuses unknown users', async () => {
      const shop = await place()

      const asked = { UserPoolId: shop.poolId, Username: 'alice', MessageAction: 'RESEND' as const }
      await expect(shop.call('AdminCreateUser', asked)).rejects.toMatchObject({
        name: 'UserNotFoundException',
        message: 'User does not exist.',
      })
    })
  })

  test('confirms a user without password in a pool for sign-in without one', async () => {
    const shop = await place({
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    })

    const common = { UserPoolId: shop.poolId, DesiredDeliveryMediums: ['EMAIL' as const], UserAttributes: address }
    await shop.call('AdminCreateUser', { ...common, Username: 'alice' })
    await shop.call('AdminCreateUser', { ...common, Username: 'bob', TemporaryPassword: goodPassword })

    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
    expect(await statusOf(shop, 'bob')).toBe('FORCE_CHANGE_PASSWORD')
    expect(shop.inbox()).toMatchObject([{ text: 'Your username is alice.', code: null }, { code: goodPassword }])
  })

  test('takes a number as the username where numbers are usernames', async () => {
    const shop = await place({ pool: { UsernameAttributes: ['phone_number'] } })

    const { User } = await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: '+15555550134' })

    const sub = User?.Attributes?.[0]?.Value
    expect(User?.Username).toBe(sub)
    expect(await attributesOf(shop, '+15555550134')).toEqual({ phone_number: '+15555550134' })
    expect(shop.inbox()).toMatchObject([
      { to: '+15555550134', text: `Your username is +15555550134 and temporary password is ${shop.lastCode()}.` },
    ])
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function PreSignUp failed: %s',
    async (error) => {
      const shop = await place(broken('PreSignUp', error))

      await expect(shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })).rejects.toSatisfy(
        failureOf('PreSignUp', error),
      )
    },
  )
})
