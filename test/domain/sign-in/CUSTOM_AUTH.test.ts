import { describe, expect, test } from 'vitest'
import type { TriggerEvent } from '../../../src/context.ts'
import type { TriggerFunction } from '../../../src/edges/local-function.ts'
import { betterPassword, confirmedUser, goodPassword, type Place, place } from '../../support/people.ts'
import { always, magic, protectedPlace } from '../../support/protected.ts'
import { invalid, refusal } from '../../support/refusals.ts'
import { claimsOf, respond, setMfa, signIn, smsConfiguration } from '../../support/sign-in.ts'
import { client, proofOf } from '../../support/srp-sign-in.ts'
import { recording } from '../../support/triggers.ts'

const wrong = refusal('NotAuthorizedException', 'Incorrect username or password.')
const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }

type Session = { challengeName: string; challengeResult: boolean }[]
const sessionOf = (event: TriggerEvent) => event.request['session'] as Session

/** Asks a riddle until it is answered, at most three times; after a password it asks once. */
function riddle(define = defineRiddle) {
  const DefineAuthChallenge = recording((event) => ({ ...event, response: define(sessionOf(event)) }))
  const CreateAuthChallenge = recording({
    publicChallengeParameters: { question: 'What is the answer?' },
    privateChallengeParameters: { answer: '42' },
    challengeMetadata: 'RIDDLE',
  })
  const VerifyAuthChallengeResponse = recording((event) => {
    const { challengeAnswer, privateChallengeParameters } = event.request as {
      challengeAnswer: string
      privateChallengeParameters: { answer: string }
    }
    return { ...event, response: { answerCorrect: challengeAnswer === privateChallengeParameters.answer } }
  })
  return { DefineAuthChallenge, CreateAuthChallenge, VerifyAuthChallengeResponse }
}

function defineRiddle(session: Session): object {
  const last = session.at(-1)
  if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' }
  if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) return { issueTokens: true }
  if (session.length >= 3 && !session.some((step) => step.challengeName === 'SRP_A'))
    return { failAuthentication: true }
  return { challengeName: 'CUSTOM_CHALLENGE' }
}

const customClient = { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] as const }

async function shopWith(triggers: Record<string, TriggerFunction> = riddle(), client: object = {}) {
  const options = { client: { ...customClient, ExplicitAuthFlows: [...customClient.ExplicitAuthFlows], ...client } }
  const shop = await place({ ...options, emulator: { triggers } })
  await confirmedUser(shop, 'alice')
  return shop
}

const start = (shop: Place, username: string, parameters: Record<string, string> = {}) =>
  signIn(shop, username, '', { AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: username, ...parameters } })

const withPassword = { CHALLENGE_NAME: 'SRP_A', SRP_A: client.SRP_A }

describe('CUSTOM_AUTH', () => {
  test('asks what the functions want, and ends in tokens when they say so', async () => {
    const functions = riddle()
    const shop = await shopWith(functions)

    const asked = await start(shop, 'alice')
    expect(asked).toEqual({
      ChallengeName: 'CUSTOM_CHALLENGE',
      ChallengeParameters: { question: 'What is the answer?', USERNAME: 'alice' },
      Session: expect.any(String),
    })
    const again = await respond(shop, 'alice', asked, { ANSWER: '41' })
    expect(again).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE' })
    expect(again.Session).not.toBe(asked.Session)
    const done = await respond(shop, 'alice', again, { ANSWER: '42' })

    expect(done).toMatchObject(tokens)
    expect(claimsOf(done.AuthenticationResult!.AccessToken!)).toMatchObject({ username: 'alice' })
    const step = { challengeName: 'CUSTOM_CHALLENGE', challengeMetadata: 'RIDDLE' }
    expect(functions.DefineAuthChallenge.events.map(sessionOf)).toEqual([
      [],
      [{ ...step, challengeResult: false }],
      [
        { ...step, challengeResult: false },
        { ...step, challengeResult: true },
      ],
    ])
  })

  test('fails when the functions say so', async () => {
    const shop = await shopWith()
    let pending = await start(shop, 'alice')
    for (let n = 0; n < 2; n++) pending = await respond(shop, 'alice', pending, { ANSWER: '41' })

    await expect(respond(shop, 'alice', pending, { ANSWER: '41' })).rejects.toMatchObject(wrong)
  })

  test('a session is good for one answer, right or wrong', async () => {
    const shop = await shopWith()
    const pending = await start(shop, 'alice')
    await respond(shop, 'alice', pending, { ANSWER: '41' })

    await expect(respond(shop, 'alice', pending, { ANSWER: '42' })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.'),
    )
  })

  test('begins with the password where the client wants that', async () => {
    const functions = riddle()
    const shop = await shopWith(functions)
    const verifier = await start(shop, 'alice', withPassword)
    expect(verifier).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER', Session: expect.any(String) })

    const asked = await respond(shop, 'alice', verifier, proofOf(shop, verifier))
    expect(asked).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE' })
    await expect(respond(shop, 'alice', asked, { ANSWER: '42' })).resolves.toMatchObject(tokens)

    expect(functions.DefineAuthChallenge.events.map(sessionOf)).toMatchObject([
      [{ challengeName: 'SRP_A', challengeResult: true }],
      [{ challengeName: 'SRP_A' }, { challengeName: 'PASSWORD_VERIFIER', challengeResult: true }],
      [{ challengeName: 'SRP_A' }, { challengeName: 'PASSWORD_VERIFIER' }, { challengeName: 'CUSTOM_CHALLENGE' }],
    ])
  })

  test('a wrong password ends it', async () => {
    const shop = await shopWith()
    const verifier = await start(shop, 'alice', withPassword)

    await expect(respond(shop, 'alice', verifier, proofOf(shop, verifier, 'wrong'))).rejects.toMatchObject(wrong)
  })

  test('new password and second factor are inserted after the password, for the functions to see', async () => {
    const functions = riddle()
    const options = { client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH' as const] } }
    const pool = { SmsConfiguration: smsConfiguration }
    const shop = await place({ ...options, pool, emulator: { triggers: functions } })
    await setMfa(shop, 'ON', { sms: true })
    const bob = { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword }
    await shop.call('AdminCreateUser', { ...bob, UserAttributes: [{ Name: 'phone_number', Value: '+15555550134' }] })

    const verifier = await start(shop, 'bob', withPassword)
    const first = await respond(shop, 'bob', verifier, proofOf(shop, verifier))
    expect(first).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })
    const second = await respond(shop, 'bob', first, { NEW_PASSWORD: betterPassword })
    expect(second).toMatchObject({ ChallengeName: 'SMS_MFA' })
    const asked = await respond(shop, 'bob', second, { SMS_MFA_CODE: shop.lastCode() })
    expect(asked).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE' })
    await expect(respond(shop, 'bob', asked, { ANSWER: '42' })).resolves.toMatchObject(tokens)

    expect(sessionOf(functions.DefineAuthChallenge.events.at(-1)!).map((step) => step.challengeName)).toEqual([
      'SRP_A',
      'PASSWORD_VERIFIER',
      'NEW_PASSWORD_REQUIRED',
      'SMS_MFA',
      'CUSTOM_CHALLENGE',
    ])
  })

  test('needs functions, and the flow switched on', async () => {
    const none = await shopWith({})
    const off = await shopWith(riddle(), { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })

    await expect(start(none, 'alice')).rejects.toMatchObject(
      invalid('Custom auth lambda trigger is not configured for the user pool.'),
    )
    await expect(start(off, 'alice')).rejects.toMatchObject(invalid('CUSTOM_AUTH is not enabled for the client.'))
  })

  test('asks for ANSWER', async () => {
    const shop = await shopWith()

    await expect(respond(shop, 'alice', await start(shop, 'alice'), {})).rejects.toMatchObject(
      invalid('Missing required parameter ANSWER'),
    )
  })

  test.each([
    ['decides nothing', {}],
    ['names a challenge that there is not', { challengeName: 'GUESS' }],
    ['names the password where there is none', { challengeName: 'PASSWORD_VERIFIER' }],
  ])('refuses a function that %s', async (_name, response) => {
    const shop = await shopWith({ ...riddle(() => response) })

    await expect(start(shop, 'alice')).rejects.toMatchObject({ name: 'InvalidLambdaResponseException' })
  })

  test('disabled and unconfirmed users cannot begin', async () => {
    const shop = await shopWith()
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword })

    await expect(start(shop, 'alice')).rejects.toMatchObject(refusal('NotAuthorizedException', 'User is disabled.'))
    await expect(start(shop, 'bob')).rejects.toMatchObject({ name: 'UserNotConfirmedException' })
  })

  test('a function may call the emulator meanwhile, and what it changes counts', async () => {
    const functions = riddle()
    let shop: Place | undefined
    const disabling = recording(async (event) => {
      if (sessionOf(event).length > 0) {
        await shop!.call('AdminDisableUser', { UserPoolId: shop!.poolId, Username: 'alice' })
      }
      return { ...event, response: defineRiddle(sessionOf(event)) }
    })
    shop = await shopWith({ ...functions, DefineAuthChallenge: disabling })

    await expect(respond(shop, 'alice', await start(shop, 'alice'), { ANSWER: '42' })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'User is disabled.'),
    )
  })
})

describe('CUSTOM_AUTH of a name that nobody has', () => {
  test('is told where existence is not hidden', async () => {
    await expect(start(await shopWith(), 'nobody')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
  })

  test('runs the functions where it is hidden, and never ends in tokens', async () => {
    const functions = riddle()
    const shop = await shopWith(functions, { PreventUserExistenceErrors: 'ENABLED' })

    const asked = await start(shop, 'nobody')
    expect(asked).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE', ChallengeParameters: { USERNAME: 'nobody' } })
    await expect(respond(shop, 'nobody', asked, { ANSWER: '42' })).rejects.toMatchObject(wrong)

    for (const { events } of Object.values(functions)) expect(events[0]!.request['userNotFound']).toBe(true)
  })
})

describe('threat protection of CUSTOM_AUTH', () => {
  const enforced = (CustomAuthMode: 'AUDIT' | 'ENFORCED') => ({
    UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' as const, AdvancedSecurityAdditionalFlows: { CustomAuthMode } },
  })

  async function protectedShop(mode: 'AUDIT' | 'ENFORCED', action: Parameters<typeof always>[0]) {
    const shop = await protectedPlace({
      pool: { ...enforced(mode), SmsConfiguration: smsConfiguration },
      client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] },
      emulator: { triggers: riddle() },
      risk: { AccountTakeoverRiskConfiguration: { Actions: always(action) } },
    })
    await setMfa(shop, 'OPTIONAL', { sms: true })
    await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })
    return { ...shop, call: shop.callFrom({ ipAddress: magic.High }) }
  }

  test('looks when the functions want tokens, in a mode of its own', async () => {
    const shop = await protectedShop('ENFORCED', 'BLOCK')
    const asked = await start(shop, 'alice')
    expect(await shop.events('alice')).toEqual([])

    await expect(respond(shop, 'alice', asked, { ANSWER: '42' })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Unable to login because of security reasons.'),
    )

    expect(await shop.events('alice')).toMatchObject([{ EventResponse: 'Fail', EventRisk: { RiskDecision: 'Block' } }])
  })

  test('only watches where that is its mode', async () => {
    const shop = await protectedShop('AUDIT', 'BLOCK')

    await expect(respond(shop, 'alice', await start(shop, 'alice'), { ANSWER: '42' })).resolves.toMatchObject(tokens)

    expect(await shop.events('alice')).toMatchObject([{ EventResponse: 'Pass' }])
  })

  test('can ask for a second factor', async () => {
    const shop = await protectedShop('ENFORCED', 'MFA_REQUIRED')

    const pending = await respond(shop, 'alice', await start(shop, 'alice'), { ANSWER: '42' })

    expect(pending).toMatchObject({ ChallengeName: 'SMS_MFA' })
    await expect(respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })).resolves.toMatchObject(tokens)
  })
})
