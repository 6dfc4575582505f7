import { describe, expect, test } from 'vitest'
import { secretHash } from '../../src/base/secret-hash.ts'
import { broken, failureOf } from '../support/broken-functions.ts'
import { attributes, attributesOf, confirmedUser, goodPassword, place, statusOf } from '../support/people.ts'

const alice = { Username: 'alice', Password: goodPassword, UserAttributes: attributes({ email: 'alice@example.com' }) }

describe('SignUp', () => {
  test('makes an unconfirmed user and sends a code to the address', async () => {
    const shop = await place()

    const answer = await shop.call('SignUp', { ClientId: shop.clientId, ...alice })

    expect(answer).toEqual({
      UserConfirmed: false,
      UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      CodeDeliveryDetails: { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    })
    expect(await statusOf(shop, 'alice')).toBe('UNCONFIRMED')
    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'alice@example.com', email_verified: 'false' })
    expect(shop.inbox()).toMatchObject([
      {
        kind: 'SignUp',
        channel: 'email',
        to: 'alice@example.com',
        from: 'no-reply@verificationemail.com',
        subject: 'Your verification code',
        text: `Your verification code is ${shop.lastCode()}.`,
        status: 'delivered',
      },
    ])
    expect(shop.lastCode()).toMatch(/^\d{6}$/)
  })

  test('prefers the phone number where both are verified', async () => {
    const shop = await place({
      pool: {
        AutoVerifiedAttributes: ['email', 'phone_number'],
        SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' },
        VerificationMessageTemplate: { SmsMessage: 'Shop: {####}' },
      },
    })

    const { CodeDeliveryDetails } = await shop.call('SignUp', {
      ClientId: shop.clientId,
      ...alice,
      UserAttributes: attributes({ email: 'alice@example.com', phone_number: '+15555550134' }),
    })

    expect(CodeDeliveryDetails).toEqual({
      Destination: '+*******0134',
      DeliveryMedium: 'SMS',
      AttributeName: 'phone_number',
    })
    expect(shop.inbox()).toMatchObject([{ channel: 'sms', to: '+15555550134', text: `Shop: ${shop.lastCode()}` }])
  })

  test('sends a link where the pool wants one and has a domain', async () => {
    const VerificationMessageTemplate = {
      DefaultEmailOption: 'CONFIRM_WITH_LINK' as const,
      EmailMessageByLink: '<p>{##Join us##}</p>',
      EmailSubjectByLink: 'One click',
    }
    const shop = await place({ pool: { VerificationMessageTemplate } })
    await shop.call('CreateUserPoolDomain', { UserPoolId: shop.poolId, Domain: 'shop' })

    await shop.call('SignUp', { ClientId: shop.clientId, ...alice })

    const [mail] = shop.inbox()
    const link = `http://shop.localhost:4590/confirmUser?client_id=${shop.clientId}&user_name=alice&confirmation_code=${mail!.code}`
    expect(mail).toMatchObject({
      subject: 'One click',
      link,
      html: `<p><a href="${link}">Join us</a></p>`,
      text: `Join us ${link}`,
    })
  })

  test('sends the code where the pool wants a link and has no domain to put into it', async () => {
    const shop = await place({ pool: { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } } })

    await shop.call('SignUp', { ClientId: shop.clientId, ...alice })

    expect(shop.inbox()).toMatchObject([{ link: null, text: `Your verification code is ${shop.lastCode()}.` }])
  })

  test.each([
    ['the pool verifies nothing', { AutoVerifiedAttributes: [] }, { email: 'alice@example.com' }],
    ['the user has no address', {}, {}],
  ])('sends nothing where %s', async (_name, pool, values) => {
    const shop = await place({ pool })

    const answer = await shop.call('SignUp', { ClientId: shop.clientId, ...alice, UserAttributes: attributes(values) })

    expect(answer).toEqual({ UserConfirmed: false, UserSub: answer.UserSub, CodeDeliveryDetails: undefined })
    expect(shop.inbox()).toEqual([])
  })

  test('refuses an unknown client', async () => {
    const { call } = await place()

    await expect(call('SignUp', { ClientId: 'nobody', ...alice })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool client nobody does not exist.',
    })
  })

  test('wants the right secret hash of a client with a secret, before anything else', async () => {
    const { call, clientId, clientSecret } = await place({ client: { GenerateSecret: true } })
    const weak = { ...alice, Password: 'weak12', ClientId: clientId }

    await expect(call('SignUp', weak)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    })
    await expect(call('SignUp', { ...weak, SecretHash: 'd3Jvbmc=' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Unable to verify secret hash for client ${clientId}`,
    })
    const SecretHash = secretHash(clientSecret!, 'alice', clientId)
    await expect(call('SignUp', { ...alice, ClientId: clientId, SecretHash })).resolves.toBeDefined()
  })

  test('refuses where only administrators make users', async () => {
    const { call, clientId } = await place({ pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } })

    await expect(call('SignUp', { ClientId: clientId, ...alice })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    })
  })

  test.each([
    ['Sh0rt!', 'Password not long enough'],
    ['lower-case-1', 'Password must have uppercase characters'],
    ['UPPER-CASE-1', 'Password must have lowercase characters'],
    ['No-Numbers', 'Password must have numeric characters'],
    ['NoSymbols123', 'Password must have symbol characters'],
    ['bad', 'Password not long enough'],
  ])('refuses the password %s naming its first fault', async (Password, reason) => {
    const { call, clientId } = await place()

    await expect(call('SignUp', { ClientId: clientId, ...alice, Password })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    })
  })

  test('needs a password unless the pool lets people in without one', async () => {
    const strict = await place()
    const open = await place({
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    })
    const withoutPassword = { Username: 'alice', UserAttributes: alice.UserAttributes }

    await expect(strict.call('SignUp', { ClientId: strict.clientId, ...withoutPassword })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
    await expect(open.call('SignUp', { ClientId: open.clientId, ...withoutPassword })).resolves.toMatchObject({
      UserConfirmed: false,
    })
  })

  test('refuses a username in use, with and without case', async () => {
    const shop = await place()
    const sameCase = await place({ pool: { UsernameConfiguration: { CaseSensitive: false } } })
    const refusal = { name: 'UsernameExistsException', message: 'User already exists' }

    await confirmedUser(shop, 'alice')
    await expect(shop.call('SignUp', { ClientId: shop.clientId, ...alice })).rejects.toMatchObject(refusal)
    await expect(shop.call('SignUp', { ClientId: shop.clientId, ...alice, Username: 'ALICE' })).resolves.toBeDefined()

    await confirmedUser(sameCase, 'alice')
    const shouted = { ClientId: sameCase.clientId, ...alice, Username: 'ALICE' }
    await expect(sameCase.call('SignUp', shouted)).rejects.toMatchObject(refusal)
  })

  test('accepts an alias that somebody has, and leaves the decision to the confirmation', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email'] } })
    await confirmedUser(shop, 'first', { email: 'alice@example.com', email_verified: 'true' })

    await expect(shop.call('SignUp', { ClientId: shop.clientId, ...alice })).resolves.toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { Destination: 'a***@e***' },
    })
  })

  test('rolls everything back when it refuses', async () => {
    const shop = await place({ pool: { UsernameAttributes: ['email'] } })
    await confirmedUser(shop, 'alice@example.com', {})

    const again = { ClientId: shop.clientId, Username: 'alice@example.com', Password: goodPassword }
    await expect(shop.call('SignUp', again)).rejects.toMatchObject({
      name: 'UsernameExistsException',
      message: 'An account with the given email already exists.',
    })

    const { Users } = await shop.call('ListUsers', { UserPoolId: shop.poolId })
    expect(Users).toHaveLength(1)
    expect(shop.inbox()).toEqual([])
  })

  describe('with the address as username', () => {
    test('gives the user a username of its own and copies the address', async () => {
      const shop = await place({ pool: { UsernameAttributes: ['email'] } })

      const { UserSub } = await shop.call('SignUp', {
        ClientId: shop.clientId,
        Username: 'alice@example.com',
        Password: goodPassword,
      })

      const user = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice@example.com' })
      expect(user.Username).toBe(UserSub)
      expect(await attributesOf(shop, UserSub)).toEqual({ email: 'alice@example.com', email_verified: 'false' })
    })

    test.each([
      [['email', 'phone_number'], 'Username should be either an email or a phone number.'],
      [['email'], 'Username should be an email.'],
      [['phone_number'], 'Username should be a phone number.'],
    ] as const)('refuses other usernames where %s is wanted', async (UsernameAttributes, message) => {
      const { call, clientId } = await place({ pool: { UsernameAttributes: [...UsernameAttributes] } })

      await expect(call('SignUp', { ClientId: clientId, ...alice })).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message,
      })
    })
  })

  test.each([
    ['email', 'a@b.example', 'Username cannot be of email format, since user pool is configured for email alias.'],
    [
      'phone_number',
      '+15555550134',
      'Username cannot be of phone number format, since user pool is configured for phone number alias.',
    ],
  ] as const)('refuses a username in the form of the alias %s', async (alias, Username, message) => {
    const { call, clientId } = await place({ pool: { AliasAttributes: [alias] } })

    await expect(call('SignUp', { ClientId: clientId, ...alice, Username })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    })
  })

  test.each([
    [{ email: 'nonsense' }, 'Invalid email address format.'],
    [{ phone_number: '0555 0134' }, 'Invalid phone number format.'],
    [
      { 'custom:rank': '1' },
      'Attributes did not conform to the schema: custom:rank: Attribute does not exist in the schema.',
    ],
    [{ role: 'x' }, 'Attributes did not conform to the schema: Type for attribute {role} could not be determined'],
    [{ phone_number: '' }, 'Invalid phone number format.'],
    [
      { birthdate: '1990' },
      'Attributes did not conform to the schema: birthdate: String must be no shorter than 10 characters',
    ],
    [{ updated_at: 'soon' }, 'Attributes did not conform to the schema: updated_at: Attribute must be a number.'],
    [{ updated_at: '-1' }, 'Attributes did not conform to the schema: updated_at: Number must be no less than 0'],
  ])('refuses the attributes %j', async (values, message) => {
    const { call, clientId } = await place()

    const UserAttributes = attributes(values as Record<string, string>)
    await expect(call('SignUp', { ClientId: clientId, ...alice, UserAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    })
  })

  test.each([
    [['given_name', 'family_name'], 'given_name', 'family_name'],
    [['name', 'phone_number'], 'phone_number', 'name'],
  ])('names %j that are required and missing', async (names, first, second) => {
    const Schema = names.map((Name) => ({ Name, Required: true }))
    const { call, clientId } = await place({ pool: { Schema } })

    // An empty text is no value.
    const UserAttributes = attributes({ [names[0]!]: '' })
    await expect(call('SignUp', { ClientId: clientId, ...alice, UserAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Attributes did not conform to the schema: ${first}: The attribute is required\n${second}: The attribute is required`,
    })
  })

  test('refuses an attribute without a value', async () => {
    const { call, clientId } = await place()

    const UserAttributes = [{ Name: 'picture' }]
    await expect(call('SignUp', { ClientId: clientId, ...alice, UserAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Attribute value for picture must not be null',
    })
  })

  test.each([
    ['email_verified', 'true'],
    ['sub', '1'],
    ['custom:plan', 'gold'],
    ['nickname', 'Al'],
  ])('refuses %s from a client that may not write it', async (Name, Value) => {
    const { call, clientId } = await place({
      pool: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] },
      client: Name === 'nickname' || Name === 'custom:plan' ? { WriteAttributes: ['email'] } : {},
    })

    const UserAttributes = [{ Name, Value }]
    await expect(call('SignUp', { ClientId: clientId, ...alice, UserAttributes })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    })
  })

  test('takes custom attributes from a client without a list of its own, but none of the developer’s', async () => {
    const shop = await place({
      pool: {
        Schema: [
          { Name: 'plan', AttributeDataType: 'String', Mutable: true },
          { Name: 'rank', AttributeDataType: 'String', Mutable: true, DeveloperOnlyAttribute: true },
        ],
      },
    })
    const signUp = (values: Record<string, string>) =>
      shop.call('SignUp', { ClientId: shop.clientId, ...alice, UserAttributes: attributes(values) })

    await expect(signUp({ 'dev:custom:rank': '1' })).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    await signUp({ 'custom:plan': 'gold' })

    expect(await attributesOf(shop, 'alice')).toMatchObject({ 'custom:plan': 'gold' })
  })

  test('refuses the preferred username where it is an alias', async () => {
    const { call, clientId } = await place({ pool: { AliasAttributes: ['preferred_username'] } })

    const UserAttributes = attributes({ preferred_username: 'al' })
    await expect(call('SignUp', { ClientId: clientId, ...alice, UserAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function PreSignUp failed: %s',
    async (error) => {
      const shop = await place(broken('PreSignUp', error))

      await expect(shop.call('SignUp', { ClientId: shop.clientId, ...alice })).rejects.toSatisfy(
        failureOf('PreSignUp', error),
      )
    },
  )

  test('makes the user, but sends no more than 50 e-mails a day from the default address while quotas count', async () => {
    const shop = await place({ emulator: { quotas: true } })
    const signUp = (n: number) => {
      shop.clock.advance({ seconds: 1 })
      const UserAttributes = attributes({ email: `u${n}@example.com` })
      return shop.call('SignUp', { ClientId: shop.clientId, ...alice, Username: `u${n}`, UserAttributes })
    }
    for (let n = 1; n <= 50; n++) await signUp(n)

    await expect(signUp(51)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: expect.stringMatching(/^Exceeded daily email limit for the operation or the account\. /),
    })
    expect(await statusOf(shop, 'u51')).toBe('UNCONFIRMED')
    expect(shop.inbox()).toHaveLength(50)
    shop.clock.advance({ days: 1 })
    await expect(signUp(52)).resolves.toHaveProperty('CodeDeliveryDetails')
  })
})
