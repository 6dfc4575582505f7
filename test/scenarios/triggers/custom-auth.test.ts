import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import type { CreateUserPoolClientRequest } from '../../../src/api/generated/types.ts'
import type { TriggerEvent } from '../../../src/context.ts'
import type { TriggerHandler } from '../../../src/edges/triggers.ts'
import { testEmulator } from '../../support/emulator.ts'
import { recording } from '../../support/triggers.ts'

interface Answered {
  challengeName: string
  challengeResult: boolean
  challengeMetadata?: string
}

const sessionOf = (event: TriggerEvent) => event.request['session'] as Answered[]

/** The functions of a captcha that may be answered wrongly once. */
function captcha(meddle: (world: World) => unknown = () => undefined, world: { current?: World } = {}) {
  const answering = (response: (event: TriggerEvent) => Record<string, unknown>) =>
    recording(async (event) => {
      if (world.current) await meddle(world.current)
      return { ...event, response: response(event) }
    })
  const functions = {
    DefineAuthChallenge: answering((event) => {
      const session = sessionOf(event)
      if (session.at(-1)?.challengeResult) return { issueTokens: true, failAuthentication: false }
      if (session.length > 1) return { issueTokens: false, failAuthentication: true }
      return { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false }
    }),
    CreateAuthChallenge: answering((event) => ({
      publicChallengeParameters: { question: `${sessionOf(event).length + 1} + 1` },
      privateChallengeParameters: { answer: String(sessionOf(event).length + 2) },
      challengeMetadata: `SUM_${sessionOf(event).length + 1}`,
    })),
    VerifyAuthChallengeResponse: answering(({ request }) => {
      const { answer } = request['privateChallengeParameters'] as Record<string, string>
      return { answerCorrect: answer === request['challengeAnswer'] }
    }),
  }
  return { functions, world }
}

async function home(triggers: Record<string, TriggerHandler>, client: Partial<CreateUserPoolClientRequest> = {}) {
  const emulator = testEmulator({ triggers })
  const { call, core } = emulator
  const { UserPool } = await call('CreateUserPool', { PoolName: 'people' })
  const UserPoolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    ...{ UserPoolId, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    ...client,
  })
  const ClientId = UserPoolClient!.ClientId!
  await call('AdminCreateUser', { UserPoolId, Username: 'alice', MessageAction: 'SUPPRESS' })
  await call('AdminSetUserPassword', { UserPoolId, Username: 'alice', Password: 'Sesame-Street-1', Permanent: true })
  const start = (USERNAME = 'alice') =>
    call('InitiateAuth', {
      ...{ ClientId, AuthFlow: 'CUSTOM_AUTH', ClientMetadata: { first: 'step' } },
      AuthParameters: { USERNAME },
    })
  const answer = (Session: string | undefined, ANSWER: string, USERNAME = 'alice') =>
    call('RespondToAuthChallenge', {
      ...{ ClientId, Session, ChallengeName: 'CUSTOM_CHALLENGE', ClientMetadata: { next: 'step' } },
      ChallengeResponses: { USERNAME, ANSWER },
    })
  const lastCalls = () => core.kernel.log.entries[0]?.triggers.map(({ source }) => source.split('_')[0])
  return { ...emulator, UserPoolId, ClientId, start, answer, lastCalls }
}

type World = Awaited<ReturnType<typeof home>>

describe('a custom sign-in', () => {
  test('asks the three functions in turn until tokens are due', async () => {
    const { functions } = captcha()
    const { start, answer, lastCalls } = await home({
      ...functions,
      PreAuthentication: recording(),
      PostAuthentication: recording(),
      PreTokenGeneration: recording(),
    })

    const first = await start()
    expect(lastCalls()).toEqual(['PreAuthentication', 'DefineAuthChallenge', 'CreateAuthChallenge'])
    const second = await answer(first.Session, '1')
    expect(lastCalls()).toEqual(['VerifyAuthChallengeResponse', 'DefineAuthChallenge', 'CreateAuthChallenge'])
    const done = await answer(second.Session, '3')

    expect(first).toMatchObject({
      ChallengeName: 'CUSTOM_CHALLENGE',
      ChallengeParameters: { question: '1 + 1', USERNAME: 'alice' },
    })
    expect(second.ChallengeParameters).toMatchObject({ question: '2 + 1' })
    expect(second.Session).not.toBe(first.Session)
    expect(decodeJwt(done.AuthenticationResult!.AccessToken!)['username']).toBe('alice')
    expect(lastCalls()).toEqual([
      'VerifyAuthChallengeResponse',
      'DefineAuthChallenge',
      'PostAuthentication',
      'TokenGeneration',
    ])
    expect(functions.DefineAuthChallenge.events.map(sessionOf)).toEqual([
      [],
      [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'SUM_1' }],
      [
        { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'SUM_1' },
        { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'SUM_2' },
      ],
    ])
    // Documented: metadata of InitiateAuth reaches none of them, that of an answer all.
    expect(functions.DefineAuthChallenge.events.map(({ request }) => request['clientMetadata'])).toEqual([
      undefined,
      { next: 'step' },
      { next: 'step' },
    ])
    expect(functions.VerifyAuthChallengeResponse.events[0]?.request).toMatchObject({
      privateChallengeParameters: { answer: '2' },
      challengeAnswer: '1',
      clientMetadata: { next: 'step' },
    })
  })

  test('ends when the functions say so', async () => {
    const { functions } = captcha()
    const { start, answer } = await home(functions)
    const first = await start()
    const second = await answer(first.Session, 'wrong')

    await expect(answer(second.Session, 'wrong')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    })
  })

  test('lets every function call the emulator while the caller waits', async () => {
    const { functions, world } = captcha(({ call, UserPoolId }) =>
      call('AdminUpdateUserAttributes', {
        ...{ UserPoolId, Username: 'alice' },
        UserAttributes: [{ Name: 'nickname', Value: 'Al' }],
      }),
    )
    world.current = await home(functions)
    const { start, answer } = world.current

    const { Session } = await start()
    const { AuthenticationResult } = await answer(Session, '2')

    expect(decodeJwt(AuthenticationResult!.IdToken!)['nickname']).toBe('Al')
  })

  test('gives no tokens to a user whom a function has disabled meanwhile', async () => {
    const { functions, world } = captcha(({ call, UserPoolId, lastCalls }) =>
      lastCalls()?.includes('CreateAuthChallenge')
        ? call('AdminDisableUser', { UserPoolId, Username: 'alice' })
        : undefined,
    )
    world.current = await home(functions)
    const { Session } = await world.current.start()

    await expect(world.current.answer(Session, '2')).rejects.toMatchObject({ message: 'User is disabled.' })
  })

  test('runs for nobody where existence is hidden, and never gives tokens', async () => {
    const { functions } = captcha()
    const { start, answer } = await home(functions, { PreventUserExistenceErrors: 'ENABLED' })

    const { Session, ChallengeParameters } = await start('nobody')

    expect(ChallengeParameters).toMatchObject({ question: '1 + 1' })
    expect(functions.DefineAuthChallenge.events[0]).toMatchObject({
      userName: 'nobody',
      request: { userAttributes: {}, userNotFound: true },
    })
    await expect(answer(Session, '2', 'nobody')).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })

  test('needs the function that defines it', async () => {
    const { start } = await home({})

    await expect(start()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Custom auth lambda trigger is not configured for the user pool.',
    })
  })

  test.each([
    ['DefineAuthChallenge', {}, 'InvalidLambdaResponseException', 'Unrecognizable lambda output'],
    [
      'DefineAuthChallenge',
      { challengeName: 'SOMETHING' },
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
    [
      'CreateAuthChallenge',
      { publicChallengeParameters: 'no' },
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
    ['CreateAuthChallenge', undefined, 'UserLambdaValidationException', 'CreateAuthChallenge failed with error Oh.'],
  ] as const)('is refused when %s answers %j', async (trigger, response, name, message) => {
    const { functions } = captcha()
    const broken = recording((event) => {
      if (!response) throw new Error('Oh')
      return { ...event, response }
    })
    const { start } = await home({ ...functions, [trigger]: broken })

    await expect(start()).rejects.toMatchObject({ name, message })
  })
})
