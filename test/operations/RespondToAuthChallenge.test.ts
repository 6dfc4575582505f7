import { describe, expect, test } from 'vitest'
import { totpCode } from '../../src/base/totp.ts'
import { failureOf, functionErrors } from '../support/broken-functions.ts'
import { answerBeforeBroken, challengeErrors } from '../support/challenge-errors.ts'
import {
  attributes,
  attributesOf,
  betterPassword,
  confirmedUser,
  goodPassword,
  type Place,
  type PlaceOptions,
  place,
  statusOf,
} from '../support/people.ts'
import { invalid, refusal } from '../support/refusals.ts'
import {
  nextCode,
  ownSender,
  registerAuthenticator,
  respond,
  setMfa,
  signIn,
  smsConfiguration,
} from '../support/sign-in.ts'

const session = (text: string) => refusal('NotAuthorizedException', `Invalid session for the user${text}.`)
const wrongCode = refusal('CodeMismatchException', 'Invalid code or auth state for the user.')
const wrongTotp = refusal('CodeMismatchException', 'Invalid code received for user')
const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }

async function invited(options: PlaceOptions = {}, values: Record<string, string> = {}): Promise<Place> {
  const shop = await place(options)
  await shop.call('AdminCreateUser', {
    UserPoolId: shop.poolId,
    Username: 'bob',
    TemporaryPassword: goodPassword,
    UserAttributes: attributes(values),
    MessageAction: 'SUPPRESS',
  })
  return shop
}

const withSms: PlaceOptions = { pool: { SmsConfiguration: smsConfiguration } }
const withEmail: PlaceOptions = { pool: { EmailConfiguration: ownSender, SmsConfiguration: smsConfiguration } }

/** A pool where alice gets a code by text message, and what the first step answered. */
async function smsChallenge() {
  const shop = await place(withSms)
  await setMfa(shop, 'OPTIONAL', { sms: true })
  await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })
  await prefer(shop, { SMSMfaSettings: { Enabled: true } })
  return { shop, pending: await signIn(shop, 'alice') }
}

const prefer = (shop: Place, settings: object) =>
  shop.call('AdminSetUserMFAPreference', { UserPoolId: shop.poolId, Username: 'alice', ...settings })

describe('a session', () => {
  test('can be used once', async () => {
    const { shop, pending } = await smsChallenge()
    const answer = { SMS_MFA_CODE: shop.lastCode() }
    await expect(respond(shop, 'alice', pending, answer)).resolves.toMatchObject(tokens)

    await expect(respond(shop, 'alice', pending, answer)).rejects.toMatchObject(
      session(', session can only be used once'),
    )
  })

  test('lives three minutes', async () => {
    const { shop, pending } = await smsChallenge()
    shop.clock.advance({ minutes: 3 })

    await expect(respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })).rejects.toMatchObject(
      session(', session is expired'),
    )
  })

  test('lives as long as the client says', async () => {
    const shop = await invited({ client: { AuthSessionValidity: 15 } })
    const pending = await signIn(shop, 'bob')
    shop.clock.advance({ seconds: 899 })

    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })).resolves.toMatchObject(tokens)
  })

  test('stays open after wrong codes', async () => {
    const { shop, pending } = await smsChallenge()
    for (let n = 0; n < 4; n++) {
      await expect(respond(shop, 'alice', pending, { SMS_MFA_CODE: 'wrong' })).rejects.toMatchObject(wrongCode)
    }

    await expect(respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })).resolves.toMatchObject(tokens)
  })

  test('is nothing to anybody else', async () => {
    const { shop, pending } = await smsChallenge()
    await confirmedUser(shop, 'bob')
    const answer = { SMS_MFA_CODE: shop.lastCode() }
    const other = await shop.call('CreateUserPoolClient', { UserPoolId: shop.poolId, ClientName: 'other' })
    const elsewhere = { ...shop, clientId: other.UserPoolClient!.ClientId! }

    await expect(respond(shop, 'bob', pending, answer)).rejects.toMatchObject(session(''))
    await expect(respond(elsewhere, 'alice', pending, answer)).rejects.toMatchObject(session(''))
    await expect(respond(shop, 'alice', { ...pending, Session: 'AYABe'.repeat(20) }, answer)).rejects.toMatchObject(
      session(''),
    )
    await expect(respond(shop, 'alice', { ...pending, Session: undefined }, answer)).rejects.toMatchObject(session(''))
  })

  test('takes the answer to its own challenge only', async () => {
    const { shop, pending } = await smsChallenge()
    const other = { ...pending, ChallengeName: 'SOFTWARE_TOKEN_MFA' as const }

    await expect(respond(shop, 'alice', other, { SOFTWARE_TOKEN_MFA_CODE: '000000' })).rejects.toMatchObject(
      session(''),
    )
  })

  test('is kept as a hash only', async () => {
    const { shop, pending } = await smsChallenge()
    const rows = shop.core.store.tx.$client.prepare('SELECT * FROM auth_sessions').all()

    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(pending.Session)
  })

  test('ends where the user is disabled meanwhile', async () => {
    const { shop, pending } = await smsChallenge()
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'User is disabled.'),
    )
  })

  test('wants the secret hash in every step', async () => {
    const shop = await invited({ client: { GenerateSecret: true } })
    const pending = await signIn(shop, 'bob')
    const publicShop = { ...shop, clientSecret: undefined }

    await expect(respond(publicShop, 'bob', pending, { NEW_PASSWORD: betterPassword })).rejects.toMatchObject(
      refusal(
        'NotAuthorizedException',
        `Client ${shop.clientId} is configured with secret but SECRET_HASH was not received`,
      ),
    )
    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })).resolves.toMatchObject(tokens)
  })
})

describe('NEW_PASSWORD_REQUIRED', () => {
  test('makes the new password the permanent one and confirms the user', async () => {
    const shop = await invited()
    const pending = await signIn(shop, 'bob')

    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })).resolves.toMatchObject(tokens)

    expect(await statusOf(shop, 'bob')).toBe('CONFIRMED')
    await expect(signIn(shop, 'bob', betterPassword)).resolves.toMatchObject(tokens)
  })

  test('accepts the temporary password again', async () => {
    const shop = await invited()

    const answer = await respond(shop, 'bob', await signIn(shop, 'bob'), { NEW_PASSWORD: goodPassword })

    expect(answer).toMatchObject(tokens)
  })

  test('asks for required attributes and shows the present ones', async () => {
    const Schema = [{ Name: 'name', Required: true, Mutable: true }]
    const shop = await invited({ pool: { Schema } }, { email: 'bob@example.com' })
    const pending = await signIn(shop, 'bob')
    const NEW_PASSWORD = betterPassword

    expect(pending.ChallengeParameters).toEqual({
      USER_ID_FOR_SRP: 'bob',
      requiredAttributes: '["userAttributes.name"]',
      userAttributes: '{"email":"bob@example.com"}',
    })
    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD })).rejects.toMatchObject(
      invalid('Invalid attributes given, name is missing'),
    )
    await respond(shop, 'bob', pending, { NEW_PASSWORD, 'userAttributes.name': 'Bob' })
    expect(await attributesOf(shop, 'bob')).toEqual({ email: 'bob@example.com', name: 'Bob' })
  })

  test.each([
    ['userAttributes.email', refusal('NotAuthorizedException', 'Cannot modify an already provided email')],
    ['userAttributes.email_verified', invalid('Cannot modify the non-mutable attribute email_verified')],
    ['userAttributes.sub', invalid('Cannot modify the non-mutable attribute sub')],
  ])('does not let the user write %s', async (attribute, refused) => {
    const shop = await invited({}, { email: 'bob@example.com', email_verified: 'true' })
    const responses = { NEW_PASSWORD: betterPassword, [attribute]: 'true' }

    await expect(respond(shop, 'bob', await signIn(shop, 'bob'), responses)).rejects.toMatchObject(refused)
  })

  test('checks attributes against the schema', async () => {
    const shop = await invited()
    const responses = { NEW_PASSWORD: betterPassword, 'userAttributes.email': 'nowhere' }

    await expect(respond(shop, 'bob', await signIn(shop, 'bob'), responses)).rejects.toMatchObject(
      invalid('Invalid email address format.'),
    )
  })

  test('holds the new password against policy and history, and keeps the session', async () => {
    const PasswordPolicy = { MinimumLength: 8, RequireNumbers: true, PasswordHistorySize: 2 }
    const shop = await invited({ pool: { Policies: { PasswordPolicy }, UserPoolTier: 'ESSENTIALS' } })
    const setPassword = (Password: string, Permanent: boolean) =>
      shop.call('AdminSetUserPassword', { UserPoolId: shop.poolId, Username: 'bob', Password, Permanent })
    await setPassword(betterPassword, true)
    await setPassword(goodPassword, false)
    const pending = await signIn(shop, 'bob')

    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: 'no-number-here' })).rejects.toMatchObject(
      refusal(
        'InvalidPasswordException',
        'Password did not conform with policy: Password must have numeric characters',
      ),
    )
    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })).rejects.toMatchObject({
      name: 'PasswordHistoryPolicyViolationException',
    })
    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: 'Another#Lamp77' })).resolves.toMatchObject(tokens)
  })

  test('asks for NEW_PASSWORD and USERNAME', async () => {
    const shop = await invited()
    const { Session } = await signIn(shop, 'bob')
    const ChallengeName = 'NEW_PASSWORD_REQUIRED'
    const answer = (ChallengeResponses: Record<string, string>) =>
      shop.call('RespondToAuthChallenge', { ClientId: shop.clientId, ChallengeName, Session, ChallengeResponses })

    await expect(answer({})).rejects.toMatchObject(invalid('Missing required parameter USERNAME'))
    await expect(answer({ USERNAME: 'bob' })).rejects.toMatchObject(invalid('Missing required parameter NEW_PASSWORD'))
  })
})

describe('SMS_MFA and EMAIL_OTP', () => {
  test('a text message carries the code, and a right answer verifies the number', async () => {
    const { shop, pending } = await smsChallenge()

    expect(pending).toEqual({
      ChallengeName: 'SMS_MFA',
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
        CODE_DELIVERY_DESTINATION: '+*******0134',
        USER_ID_FOR_SRP: 'alice',
      },
      Session: expect.any(String),
    })
    expect(shop.inbox()).toMatchObject([
      { channel: 'sms', kind: 'Authentication', to: '+15555550134', code: /^\d{6}$/ },
    ])
    await respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })
    expect(await attributesOf(shop, 'alice')).toMatchObject({ phone_number_verified: 'true' })
  })

  test('an e-mail carries the code, and a right answer verifies the address', async () => {
    const shop = await place(withEmail)
    await setMfa(shop, 'OPTIONAL', { email: true, totp: true })
    await confirmedUser(shop, 'alice', { email: 'alice@example.com' })
    await prefer(shop, { EmailMfaSettings: { Enabled: true, PreferredMfa: true } })
    const pending = await signIn(shop, 'alice')

    expect(pending).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
        CODE_DELIVERY_DESTINATION: 'a***@e***',
        USER_ID_FOR_SRP: 'alice',
      },
    })
    await expect(respond(shop, 'alice', pending, { EMAIL_OTP_CODE: '1' })).rejects.toMatchObject(wrongCode)
    await expect(respond(shop, 'alice', pending, { EMAIL_OTP_CODE: shop.lastCode() })).resolves.toMatchObject(tokens)
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email_verified: 'true' })
  })

  test("refuse an address that became somebody else's alias", async () => {
    const shop = await place({ pool: { ...withEmail.pool, AliasAttributes: ['email'] } })
    await setMfa(shop, 'OPTIONAL', { email: true, totp: true })
    await confirmedUser(shop, 'alice', { email: 'one@example.com' })
    await prefer(shop, { EmailMfaSettings: { Enabled: true } })
    await confirmedUser(shop, 'bob', { email: 'one@example.com', email_verified: 'true' })
    const pending = await signIn(shop, 'alice')

    await expect(respond(shop, 'alice', pending, { EMAIL_OTP_CODE: shop.lastCode() })).rejects.toMatchObject(
      refusal('AliasExistsException', 'An account with the given email already exists.'),
    )
  })

  test('five wrong codes lock the second factor, not the first', async () => {
    const { shop, pending } = await smsChallenge()
    for (let n = 0; n < 5; n++) {
      await expect(respond(shop, 'alice', pending, { SMS_MFA_CODE: '1' })).rejects.toMatchObject(wrongCode)
    }
    const answer = { SMS_MFA_CODE: shop.lastCode() }

    await expect(respond(shop, 'alice', pending, answer)).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'User temporarily locked. Try again soon'),
    )
    await expect(signIn(shop, 'alice')).resolves.toMatchObject({ ChallengeName: 'SMS_MFA' })
    shop.clock.advance({ seconds: 1 })
    await expect(respond(shop, 'alice', pending, answer)).resolves.toMatchObject(tokens)
  })
})

describe('SOFTWARE_TOKEN_MFA', () => {
  async function withAuthenticator() {
    const shop = await place()
    await setMfa(shop, 'OPTIONAL')
    await confirmedUser(shop, 'alice')
    const secret = await registerAuthenticator(shop, 'alice')
    await prefer(shop, { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })
    return { shop, secret, pending: await signIn(shop, 'alice') }
  }

  test('takes the code of the present moment, and of one step to either side', async () => {
    const { shop, secret, pending } = await withAuthenticator()
    expect(pending).toEqual({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'transparent', USER_ID_FOR_SRP: 'alice' },
      Session: expect.any(String),
    })
    shop.clock.advance({ minutes: 2 })
    const now = shop.clock.now()
    const answer = (at: number) => respond(shop, 'alice', pending, { SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, at) })

    await expect(answer(now - 60_000)).rejects.toMatchObject(wrongTotp)
    await expect(answer(now + 60_000)).rejects.toMatchObject(wrongTotp)
    await expect(answer(now - 30_000)).resolves.toMatchObject(tokens)
  })

  test('takes no code twice', async () => {
    const { shop, secret, pending } = await withAuthenticator()
    const SOFTWARE_TOKEN_MFA_CODE = nextCode(shop, secret)
    await respond(shop, 'alice', pending, { SOFTWARE_TOKEN_MFA_CODE })

    const again = respond(shop, 'alice', await signIn(shop, 'alice'), { SOFTWARE_TOKEN_MFA_CODE })

    await expect(again).rejects.toMatchObject(
      refusal('ExpiredCodeException', 'Your software token has already been used once.'),
    )
  })

  test('is refused once the pool has authenticator apps switched off', async () => {
    const { shop, secret, pending } = await withAuthenticator()
    await shop.call('SetUserPoolMfaConfig', {
      UserPoolId: shop.poolId,
      MfaConfiguration: 'OFF',
    })

    await expect(
      respond(shop, 'alice', pending, { SOFTWARE_TOKEN_MFA_CODE: nextCode(shop, secret) }),
    ).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' })
  })
})

describe('SELECT_MFA_TYPE', () => {
  async function twoFactors() {
    const shop = await place(withSms)
    await setMfa(shop, 'OPTIONAL', { sms: true, totp: true })
    await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })
    const secret = await registerAuthenticator(shop, 'alice')
    await prefer(shop, { SMSMfaSettings: { Enabled: true }, SoftwareTokenMfaSettings: { Enabled: true } })
    return { shop, secret, pending: await signIn(shop, 'alice') }
  }

  test('offers the active factors and leads to the chosen one', async () => {
    const { shop, secret, pending } = await twoFactors()
    expect(pending).toMatchObject({
      ChallengeName: 'SELECT_MFA_TYPE',
      ChallengeParameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'alice' },
    })

    const chosen = await respond(shop, 'alice', pending, { ANSWER: 'SOFTWARE_TOKEN_MFA' })

    expect(chosen).toEqual({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'transparent' },
      Session: expect.any(String),
    })
    expect(chosen.Session).not.toBe(pending.Session)
    const answer = { SOFTWARE_TOKEN_MFA_CODE: nextCode(shop, secret) }
    await expect(respond(shop, 'alice', chosen, answer)).resolves.toMatchObject(tokens)
  })

  test('does not lead to a factor that was not offered', async () => {
    const { shop, pending } = await twoFactors()

    await expect(respond(shop, 'alice', pending, { ANSWER: 'EMAIL_OTP' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

describe('MFA_SETUP', () => {
  test('an authenticator is registered within the sign-in and asked for from then on', async () => {
    const shop = await place()
    await setMfa(shop, 'ON')
    await confirmedUser(shop, 'alice', {})
    const pending = await signIn(shop, 'alice')
    expect(pending).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'alice' },
    })

    const associated = await shop.call('AssociateSoftwareToken', { Session: pending.Session })
    const verified = await shop.call('VerifySoftwareToken', {
      Session: associated.Session,
      UserCode: totpCode(associated.SecretCode!, shop.clock.now()),
    })
    const done = await respond(shop, 'alice', { ...pending, Session: verified.Session }, {})

    expect(done).toMatchObject(tokens)
    expect(await signIn(shop, 'alice')).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })
  })

  test('is not passed by an answer alone', async () => {
    const shop = await place()
    await setMfa(shop, 'ON')
    await confirmedUser(shop, 'alice', {})
    const pending = await signIn(shop, 'alice')

    await expect(respond(shop, 'alice', pending, {})).rejects.toMatchObject({ name: 'InvalidParameterException' })
    const associated = await shop.call('AssociateSoftwareToken', { Session: pending.Session })
    await expect(respond(shop, 'alice', { ...pending, Session: associated.Session }, {})).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test.each([
    ['EMAIL', 'EMAIL_OTP', 'alice@example.com', 'email'],
    ['PHONE_NUMBER', 'SMS_MFA', '+15555550134', 'phone_number'],
  ] as const)('%s names where a code goes; the right one sets the attribute', async (key, factor, value, attribute) => {
    const shop = await place(withEmail)
    await setMfa(shop, 'ON', { sms: true, email: true })
    await confirmedUser(shop, 'alice', {})
    const pending = await signIn(shop, 'alice')
    expect(JSON.parse(pending.ChallengeParameters!['MFAS_CAN_SETUP']!)).toEqual(['SMS_MFA', 'EMAIL_OTP'])

    const sent = await respond(shop, 'alice', pending, { [key]: value })
    expect(sent).toMatchObject({ ChallengeName: factor })
    expect(shop.inbox().at(-1)).toMatchObject({ to: value })
    expect(await attributesOf(shop, 'alice')).toEqual({})

    await expect(respond(shop, 'alice', sent, { [`${factor}_CODE`]: shop.lastCode() })).resolves.toMatchObject(tokens)
    expect(await attributesOf(shop, 'alice')).toEqual({ [attribute]: value, [`${attribute}_verified`]: 'true' })
    expect(await signIn(shop, 'alice')).toMatchObject({ ChallengeName: factor })
  })

  test('comes after a new password', async () => {
    const shop = await invited()
    await setMfa(shop, 'ON')

    const next = await respond(shop, 'bob', await signIn(shop, 'bob'), { NEW_PASSWORD: betterPassword })

    expect(next).toMatchObject({ ChallengeName: 'MFA_SETUP' })
  })
})

describe('RespondToAuthChallenge', () => {
  test.each(challengeErrors)('answers %s', async (name, cause) => {
    await expect(cause(respond)).rejects.toMatchObject({ name })
  })

  test.each(functionErrors)('passes on that the function PostAuthentication failed: %s', async (error) => {
    await expect(answerBeforeBroken(respond, error)).rejects.toSatisfy(failureOf('PostAuthentication', error))
  })
})
