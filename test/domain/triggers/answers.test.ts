import { describe, expect, test } from 'vitest'
import { createAuthChallenge, defineAuthChallenge } from '../../../src/domain/triggers/custom-auth.ts'
import { postConfirmation } from '../../../src/domain/triggers/post-confirmation.ts'
import { preSignUp } from '../../../src/domain/triggers/pre-sign-up.ts'
import type { TriggerFunction } from '../../../src/edges/local-function.ts'
import { functionArn, recording, triggerWorld } from '../../support/triggers.ts'

const bob = { source: 'SignUp', userName: 'bob', attributes: new Map([['email', 'bob@example.com']]) } as const
const unrecognizable = { name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output' }

describe('a function that fails', () => {
  test.each([
    ['an error', () => Promise.reject(new Error('Not today')), 'PreSignUp failed with error Not today.'],
    ['a text with a full stop', () => Promise.reject(new Error('No.')), 'PreSignUp failed with error No..'],
    ['text instead of an error', () => Promise.reject('nope'), 'PreSignUp failed with error nope.'],
    [
      'an error for the callback',
      (_event: unknown, _context: unknown, callback: (error: unknown) => void) => callback(new Error('Called back')),
      'PreSignUp failed with error Called back.',
    ],
  ])('is answered with its own words: %s', async (_, PreSignUp: TriggerFunction, message) => {
    const { flow, pool } = await triggerWorld({ triggers: { 'people-only': PreSignUp } })
    const named = { ...pool, settings: { ...pool.settings, LambdaConfig: { PreSignUp: functionArn('people-only') } } }

    const refused = preSignUp(flow, named, bob)

    await expect(refused).rejects.toMatchObject({ name: 'UserLambdaValidationException', message })
  })

  test('is tried three times when it takes too long, then answered as a timeout', async () => {
    let calls = 0
    const slow = () => {
      calls += 1
      return new Promise(() => {})
    }
    const { flow, pool, user } = await triggerWorld({ triggers: { PostConfirmation: slow }, triggerTimeout: 0.02 })

    await expect(postConfirmation(flow, pool, { source: 'ConfirmSignUp', user })).rejects.toMatchObject({
      name: 'UnexpectedLambdaException',
      message: 'PostConfirmation invocation failed due to error Socket timeout while invoking Lambda function.',
    })
    expect(calls).toBe(3)
  })

  test('cannot be found where nothing says how to call it', async () => {
    const LambdaConfig = { PostConfirmation: functionArn('elsewhere') }
    const { flow, pool, user, core } = await triggerWorld({}, { LambdaConfig })

    await expect(postConfirmation(flow, pool, { source: 'ConfirmSignUp', user })).rejects.toMatchObject({
      name: 'UnexpectedLambdaException',
      message: 'PostConfirmation invocation failed due to error ResourceNotFoundException.',
      reason: expect.stringContaining('lambdaEndpoint') as string,
    })
    expect(core.kernel.log.entries[0]?.triggers).toMatchObject([
      {
        trigger: 'PostConfirmation',
        source: 'PostConfirmation_ConfirmSignUp',
        target: functionArn('elsewhere'),
        failed: true,
      },
    ])
  })
})

describe('an answer that is no event', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'done'],
    ['a list', []],
    ['an event without response', { version: '1' }],
    ['a response that is a list', { response: [] }],
    ['a flag that is text', { response: { autoConfirmUser: 'yes' } }],
  ])('is refused: %s', async (_, returned) => {
    const { flow, pool } = await triggerWorld({ triggers: { 'people-only': async () => returned } })
    const named = { ...pool, settings: { ...pool.settings, LambdaConfig: { PreSignUp: functionArn('people-only') } } }

    await expect(preSignUp(flow, named, bob)).rejects.toMatchObject(unrecognizable)
  })

  test('is refused when it cannot become JSON', async () => {
    const circular: Record<string, unknown> = {}
    circular['response'] = circular
    const { flow, pool, user } = await triggerWorld({ triggers: { PostConfirmation: async () => circular } })

    await expect(postConfirmation(flow, pool, { source: 'ConfirmSignUp', user })).rejects.toMatchObject({
      name: 'InvalidLambdaResponseException',
      message: 'Invalid lambda function output : Invalid JSON',
    })
  })
})

describe('PreSignUp', () => {
  test('cannot verify an attribute that the user does not have', async () => {
    const { flow, pool } = await triggerWorld({ triggers: { 'people-only': recording({ autoVerifyPhone: true }) } })
    const named = { ...pool, settings: { ...pool.settings, LambdaConfig: { PreSignUp: functionArn('people-only') } } }

    await expect(preSignUp(flow, named, bob)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})

describe('DefineAuthChallenge', () => {
  test.each([
    [{ issueTokens: true }, { issueTokens: true }],
    [{ failAuthentication: true, issueTokens: true }, { failAuthentication: true }],
    [
      { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false },
      { challengeName: 'CUSTOM_CHALLENGE' },
    ],
  ])('%j', async (response, expected) => {
    const { flow, pool, client, user } = await triggerWorld({ triggers: { DefineAuthChallenge: recording(response) } })

    expect(await defineAuthChallenge(flow, pool, { client, username: 'alice', user, session: [] })).toEqual(expected)
  })

  test('must decide something, and the pool must have the function that comes next', async () => {
    const { flow, pool, client, user } = await triggerWorld({ triggers: { DefineAuthChallenge: recording({}) } })
    const signIn = { client, username: 'alice', user, session: [] }

    await expect(defineAuthChallenge(flow, pool, signIn)).rejects.toMatchObject(unrecognizable)
    await expect(createAuthChallenge(flow, pool, signIn, 'CUSTOM_CHALLENGE')).rejects.toMatchObject(unrecognizable)
  })
})
