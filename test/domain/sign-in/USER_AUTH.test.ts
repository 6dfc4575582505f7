import { describe, expect, test } from 'vitest'
import type { AuthFactorType } from '../../../src/api/generated/types.ts'
import {
  attributes,
  attributesOf,
  betterPassword,
  confirmedUser,
  goodPassword,
  type Place,
  place,
  statusOf,
} from '../../support/people.ts'
import { always, magic, protectedPlace } from '../../support/protected.ts'
import { invalid, refusal } from '../../support/refusals.ts'
import { claimsOf, respond, setMfa, signIn, smsConfiguration } from '../../support/sign-in.ts'
import { client, proofOf } from '../../support/srp-sign-in.ts'

const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }
const wrong = refusal('NotAuthorizedException', 'Incorrect username or password.')
const wrongCode = refusal('CodeMismatchException', 'Invalid code or auth state for the user.')
const both = { email: 'alice@example.com', phone_number: '+15555550134' }

const choosing = (factors: AuthFactorType[] = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'], clientSettings: object = {}) => ({
  pool: {
    SmsConfiguration: smsConfiguration,
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: factors } },
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH' as const, 'ALLOW_REFRESH_TOKEN_AUTH' as const], ...clientSettings },
})

async function shopWithAlice(options: object = choosing(), values: Record<string, string> = both): Promise<Place> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice', values)
  return shop
}

const start = (shop: Place, username: string, parameters: Record<string, string> = {}, Session?: string) =>
  signIn(shop, username, '', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: username, ...parameters },
    ...(Session !== undefined && { Session }),
  })

describe('USER_AUTH', () => {
  test('offers what the pool allows and the user has', async () => {
    const shop = await shopWithAlice()

    expect(await start(shop, 'alice')).toEqual({
      ChallengeName: 'SELECT_CHALLENGE',
      ChallengeParameters: {},
      AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP'],
      Session: expect.any(String),
    })
  })

  test.each([
    ['factors that the pool does not allow', choosing(['PASSWORD']), both, ['PASSWORD_SRP', 'PASSWORD']],
    [
      'codes to addresses that are not known',
      choosing(),
      { email: 'a@example.com' },
      ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP'],
    ],
    ['passkeys that are not there', choosing(['PASSWORD', 'WEB_AUTHN']), both, ['PASSWORD_SRP', 'PASSWORD']],
  ])('does not offer %s', async (_name, options, values, expected) => {
    const shop = await shopWithAlice(options, values as Record<string, string>)

    expect((await start(shop, 'alice')).AvailableChallenges).toEqual(expected)
  })

  test('offers nothing but the password while it is temporary, or where a second factor is on', async () => {
    const shop = await shopWithAlice()
    await setMfa(shop, 'OPTIONAL', { sms: true })
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminSetUserMFAPreference', { ...alice, SMSMfaSettings: { Enabled: true } })
    const bob = { UserPoolId: shop.poolId, Username: 'bob', UserAttributes: attributes(both) }
    await shop.call('AdminCreateUser', { ...bob, TemporaryPassword: goodPassword, MessageAction: 'SUPPRESS' })

    for (const name of ['alice', 'bob']) {
      expect((await start(shop, name)).AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD'])
    }
  })

  test('a preference that the user can follow leads there at once, another one to the choice', async () => {
    const shop = await shopWithAlice(choosing(), { email: 'alice@example.com' })

    expect(await start(shop, 'alice', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })).toEqual({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: 'a***@e***' },
      Session: expect.any(String),
    })
    expect(await start(shop, 'alice', { PREFERRED_CHALLENGE: 'SMS_OTP' })).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
    })
  })

  test('takes the password with the first step', async () => {
    const shop = await shopWithAlice()
    const given = (PASSWORD: string) => start(shop, 'alice', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD })

    await expect(given('wrong')).rejects.toMatchObject(wrong)
    await expect(given(goodPassword)).resolves.toMatchObject(tokens)
    expect(await start(shop, 'alice', { PREFERRED_CHALLENGE: 'PASSWORD' })).toMatchObject({ ChallengeName: 'PASSWORD' })
  })

  test('takes SRP_A with the first step, and has a session beside the exchange', async () => {
    const shop = await shopWithAlice()
    const PREFERRED_CHALLENGE = 'PASSWORD_SRP'

    const pending = await start(shop, 'alice', { PREFERRED_CHALLENGE, SRP_A: client.SRP_A })

    expect(pending).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER', Session: expect.stringMatching(/^AYABe/) })
    await expect(respond(shop, 'alice', pending, proofOf(shop, pending))).resolves.toMatchObject(tokens)
    await expect(start(shop, 'alice', { PREFERRED_CHALLENGE })).rejects.toMatchObject(
      invalid('Missing required parameter SRP_A'),
    )
  })

  test.each(['SELECT_CHALLENGE', 'PASSWORD'] as const)('the choice can be answered as %s', async (ChallengeName) => {
    const shop = await shopWithAlice()
    const pending = { ...(await start(shop, 'alice')), ChallengeName }

    const done = await respond(shop, 'alice', pending, { ANSWER: 'PASSWORD', PASSWORD: goodPassword })

    expect(done).toMatchObject(tokens)
  })

  test('a choice without its data leads to the challenge', async () => {
    const shop = await shopWithAlice()

    const password = await respond(shop, 'alice', await start(shop, 'alice'), { ANSWER: 'PASSWORD' })
    expect(password).toMatchObject({ ChallengeName: 'PASSWORD' })
    await expect(respond(shop, 'alice', password, { PASSWORD: goodPassword })).resolves.toMatchObject(tokens)

    const srp = await start(shop, 'alice')
    const half = await respond(shop, 'alice', srp, { ANSWER: 'PASSWORD_SRP', SRP_A: client.SRP_A })
    await expect(respond(shop, 'alice', half, proofOf(shop, half))).resolves.toMatchObject(tokens)
  })

  test('a factor that was not offered cannot be chosen', async () => {
    const shop = await shopWithAlice(choosing(['PASSWORD', 'EMAIL_OTP']))

    for (const ANSWER of ['SMS_OTP', 'WEB_AUTHN', 'GUESS']) {
      await expect(respond(shop, 'alice', await start(shop, 'alice'), { ANSWER })).rejects.toMatchObject({
        name: 'InvalidParameterException',
      })
    }
  })

  test.each([
    ['EMAIL_OTP', 'email'],
    ['SMS_OTP', 'phone_number'],
  ] as const)('%s signs in with a code of eight digits and verifies where it went', async (factor, attribute) => {
    const shop = await shopWithAlice()
    const pending = await start(shop, 'alice', { PREFERRED_CHALLENGE: factor })
    expect(shop.lastCode()).toMatch(/^\d{8}$/)
    for (let n = 0; n < 6; n++) {
      await expect(respond(shop, 'alice', pending, { [`${factor}_CODE`]: '1' })).rejects.toMatchObject(wrongCode)
    }

    const done = await respond(shop, 'alice', pending, { [`${factor}_CODE`]: shop.lastCode() })

    expect(done).toMatchObject(tokens)
    expect(await attributesOf(shop, 'alice')).toMatchObject({ [`${attribute}_verified`]: 'true' })
  })

  test('a code confirms a user who had only signed up', async () => {
    const shop = await place(choosing())
    const UserAttributes = attributes({ email: 'bob@example.com' })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword, UserAttributes })
    const pending = await start(shop, 'bob', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })

    await expect(respond(shop, 'bob', pending, { EMAIL_OTP_CODE: shop.lastCode() })).resolves.toMatchObject(tokens)

    expect(await statusOf(shop, 'bob')).toBe('CONFIRMED')
  })

  test('the session of a confirmed sign-up is enough', async () => {
    const shop = await place(choosing())
    const bob = { ClientId: shop.clientId, Username: 'bob' }
    const UserAttributes = attributes({ email: 'bob@example.com' })
    const signedUp = await shop.call('SignUp', { ...bob, Password: goodPassword, UserAttributes })
    const ConfirmationCode = shop.lastCode()
    const confirmed = await shop.call('ConfirmSignUp', { ...bob, ConfirmationCode, Session: signedUp.Session })

    expect(await start(shop, 'bob', {}, confirmed.Session)).toMatchObject(tokens)
    await expect(start(shop, 'bob', {}, confirmed.Session)).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.'),
    )
  })

  test('a confirmation gives a session to apps that did not keep that of the sign-up', async () => {
    const shop = await place(choosing())
    const bob = { ClientId: shop.clientId, Username: 'bob' }
    const UserAttributes = attributes({ email: 'bob@example.com' })
    await shop.call('SignUp', { ...bob, Password: goodPassword, UserAttributes })

    const { Session } = await shop.call('ConfirmSignUp', { ...bob, ConfirmationCode: shop.lastCode() })

    expect(await start(shop, 'bob', {}, Session)).toMatchObject(tokens)
  })

  test('the session of a sign-up that was not confirmed is worth nothing', async () => {
    const shop = await place(choosing())
    const bob = { ClientId: shop.clientId, Username: 'bob' }
    const UserAttributes = attributes({ email: 'bob@example.com' })
    const { Session } = await shop.call('SignUp', { ...bob, Password: goodPassword, UserAttributes })
    await shop.call('AdminConfirmSignUp', { UserPoolId: shop.poolId, Username: 'bob' })

    expect(await start(shop, 'bob', {}, Session)).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE' })
    const pending = { ChallengeName: 'SELECT_CHALLENGE' as const, Session }
    await expect(respond(shop, 'bob', pending, { ANSWER: 'EMAIL_OTP' })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user.'),
    )
  })

  test('leads to a new password and to a second factor like any other', async () => {
    const shop = await place(choosing(['PASSWORD']))
    await setMfa(shop, 'ON', { sms: true })
    const bob = { UserPoolId: shop.poolId, Username: 'bob', UserAttributes: attributes(both) }
    await shop.call('AdminCreateUser', { ...bob, TemporaryPassword: goodPassword, MessageAction: 'SUPPRESS' })

    const first = await start(shop, 'bob', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: goodPassword })
    expect(first).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })
    const second = await respond(shop, 'bob', first, { NEW_PASSWORD: betterPassword })
    expect(second).toMatchObject({ ChallengeName: 'SMS_MFA' })
    await expect(respond(shop, 'bob', second, { SMS_MFA_CODE: shop.lastCode() })).resolves.toMatchObject(tokens)
  })

  test('needs the flow switched on, and a plan that has it', async () => {
    const off = await shopWithAlice({})
    const lite = await shopWithAlice(choosing(['PASSWORD']))
    await lite.call('UpdateUserPool', { UserPoolId: lite.poolId, UserPoolTier: 'LITE' })

    await expect(start(off, 'alice')).rejects.toMatchObject(invalid('USER_AUTH is not enabled for the client.'))
    await expect(start(lite, 'alice')).rejects.toMatchObject({ name: 'FeatureUnavailableInTierException' })
  })

  test('tells disabled users so', async () => {
    const shop = await shopWithAlice()
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(start(shop, 'alice')).rejects.toMatchObject(refusal('NotAuthorizedException', 'User is disabled.'))
  })
})

describe('USER_AUTH of a name that nobody has', () => {
  const hidden = { PreventUserExistenceErrors: 'ENABLED' }

  test('is told where existence is not hidden', async () => {
    await expect(start(await place(choosing()), 'nobody')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
  })

  test('gets a code that never comes', async () => {
    const shop = await place(choosing(['PASSWORD', 'EMAIL_OTP'], hidden))
    const pending = await start(shop, 'nobody')

    expect(pending).toEqual({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
        CODE_DELIVERY_DESTINATION: expect.stringMatching(/^.\*\*\*@.\*\*\*$/),
      },
      Session: expect.stringMatching(/^AYABe/),
    })
    expect(shop.inbox()).toEqual([])
    for (let n = 0; n < 2; n++) {
      await expect(respond(shop, 'nobody', pending, { EMAIL_OTP_CODE: '12345678' })).rejects.toMatchObject(wrongCode)
    }
  })

  test('can choose a password, and has the wrong one', async () => {
    const shop = await place(choosing(['PASSWORD'], hidden))
    const choice = await start(shop, 'nobody')
    expect(choice).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD'],
    })

    const asked = await respond(shop, 'nobody', choice, { ANSWER: 'PASSWORD' })
    expect(asked).toMatchObject({ ChallengeName: 'PASSWORD' })
    await expect(respond(shop, 'nobody', asked, { PASSWORD: goodPassword })).rejects.toMatchObject(wrong)
    const half = await respond(shop, 'nobody', await start(shop, 'nobody'), {
      ANSWER: 'PASSWORD_SRP',
      SRP_A: client.SRP_A,
    })
    await expect(respond(shop, 'nobody', half, proofOf(shop, half))).rejects.toMatchObject(wrong)
    await expect(
      start(shop, 'nobody', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: goodPassword }),
    ).rejects.toMatchObject(wrong)
  })
})

describe('threat protection of USER_AUTH', () => {
  test('looks once the first factor was right, whichever it is', async () => {
    const shop = await protectedPlace({
      ...choosing(['PASSWORD', 'EMAIL_OTP']),
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') } },
    })
    await confirmedUser(shop, 'alice')
    const risky = { ...shop, call: shop.callFrom({ ipAddress: magic.High }) }
    const pending = await start(risky, 'alice', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
    expect(await shop.events('alice')).toEqual([])

    await expect(respond(risky, 'alice', pending, { EMAIL_OTP_CODE: shop.lastCode() })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Unable to login because of security reasons.'),
    )
    expect(await shop.events('alice')).toMatchObject([{ EventResponse: 'Fail', EventRisk: { RiskDecision: 'Block' } }])
  })

  test('checks a password in clear', async () => {
    const shop = await protectedPlace({
      ...choosing(['PASSWORD']),
      risk: { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } } },
    })
    await confirmedUser(shop, 'alice')
    const PASSWORD = 'P@ssw0rd123'
    const alice = { UserPoolId: shop.poolId, Username: 'alice', Password: PASSWORD, Permanent: true }
    await shop.call('AdminSetUserPassword', alice)

    await expect(start(shop, 'alice', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD })).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    })
  })

  test('its tokens name the event', async () => {
    const shop = await protectedPlace(choosing(['PASSWORD', 'EMAIL_OTP']))
    await confirmedUser(shop, 'alice')
    const pending = await start(shop, 'alice', { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
    const done = await respond(shop, 'alice', pending, { EMAIL_OTP_CODE: shop.lastCode() })

    const [event] = await shop.events('alice')
    expect(claimsOf(done.AuthenticationResult!.IdToken!)).toMatchObject({ event_id: event!.EventId })
  })
})
