import { describe, expect, test } from 'vitest'
import { postConfirmation } from '../../../src/domain/triggers/post-confirmation.ts'
import { preSignUp } from '../../../src/domain/triggers/pre-sign-up.ts'
import { functionArn, functionServer, type HttpAnswer, triggerWorld } from '../../support/triggers.ts'

const bob = { source: 'SignUp', userName: 'bob', attributes: new Map([['email', 'bob@example.com']]) } as const

/** A pool whose PostConfirmation lives behind a Lambda endpoint that gives this answer. */
async function withAnswer(answer: HttpAnswer, settings: { triggerTimeout?: number } = {}) {
  const lambda = await functionServer(() => answer)
  const LambdaConfig = { PostConfirmation: functionArn('welcome') }
  const world = await triggerWorld({ lambdaEndpoint: lambda.url, ...settings }, { LambdaConfig })
  const tell = () => postConfirmation(world.flow, world.pool, { source: 'ConfirmSignUp', user: world.user })
  return { lambda, tell }
}

describe('the Lambda Invoke API', () => {
  test('gets the event at the path of the function, and its answer counts', async () => {
    const lambda = await functionServer((event) => ({ body: { ...event, response: { autoConfirmUser: true } } }))
    const { flow, pool } = await triggerWorld({ lambdaEndpoint: `${lambda.url}/` })
    const named = {
      ...pool,
      settings: { ...pool.settings, LambdaConfig: { PreSignUp: functionArn('gate keeper:live') } },
    }

    const answer = await preSignUp(flow, named, bob)

    expect(answer.autoConfirmUser).toBe(true)
    expect(lambda.requests).toHaveLength(1)
    expect(lambda.requests[0]?.path).toBe('/2015-03-31/functions/gate%20keeper/invocations?Qualifier=live')
    expect(lambda.requests[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amz-invocation-type': 'RequestResponse',
    })
    expect(lambda.requests[0]?.event).toMatchObject({ triggerSource: 'PreSignUp_SignUp', userName: 'bob' })
  })

  test.each([
    ['an error header', { headers: { 'X-Amz-Function-Error': 'Unhandled' }, body: { errorMessage: 'Too young.' } }],
    ['an error message alone', { body: { errorMessage: 'Too young.', errorType: 'Error', trace: [] } }],
  ])('a function that threw is quoted, full stop and all: %s', async (_, answer) => {
    const { tell, lambda } = await withAnswer(answer)

    await expect(tell()).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PostConfirmation failed with error Too young..',
    })
    expect(lambda.requests).toHaveLength(1)
  })

  test.each([
    [403, {}, {}, 'AccessDeniedException', 1],
    [
      404,
      { 'x-amzn-ErrorType': 'ResourceNotFoundException:http://internal.amazon.com/' },
      {},
      'ResourceNotFoundException',
      1,
    ],
    [400, {}, { __type: 'com.amazon#InvalidRequestContentException' }, 'InvalidRequestContentException', 1],
    [429, {}, {}, 'TooManyRequestsException', 3],
    [500, {}, { Type: 'Service' }, 'Service', 1],
    [502, {}, 'Bad Gateway', 'ServiceException', 1],
  ])('status %i is a failed invocation', async (status, headers, body, name, tries) => {
    const { tell, lambda } = await withAnswer({ status, headers: headers as Record<string, string>, body })

    await expect(tell()).rejects.toMatchObject({
      name: 'UnexpectedLambdaException',
      message: `PostConfirmation invocation failed due to error ${name}.`,
    })
    expect(lambda.requests).toHaveLength(tries)
  })

  test.each(['', 'done', '{"response":'])('%j is no JSON', async (body) => {
    const { tell } = await withAnswer({ body })

    await expect(tell()).rejects.toMatchObject({
      name: 'InvalidLambdaResponseException',
      message: 'Invalid lambda function output : Invalid JSON',
    })
  })

  test.each([[null], [{}], [[]], [{ response: null }]])('%j is no event', async (body) => {
    const { tell } = await withAnswer({ body })

    await expect(tell()).rejects.toMatchObject({
      name: 'InvalidLambdaResponseException',
      message: 'Unrecognizable lambda output',
    })
  })

  test('is given up after three tries that took too long', async () => {
    const { tell, lambda } = await withAnswer({ body: { response: {} }, delayMs: 2000 }, { triggerTimeout: 0.03 })

    await expect(tell()).rejects.toMatchObject({
      name: 'UnexpectedLambdaException',
      message: 'PostConfirmation invocation failed due to error Socket timeout while invoking Lambda function.',
    })
    expect(lambda.requests).toHaveLength(3)
  })

  test('succeeds when a second try answers in time', async () => {
    const delays = [2000, 0]
    const lambda = await functionServer((event) => ({ body: event, delayMs: delays.shift() ?? 0 }))
    const LambdaConfig = { PostConfirmation: functionArn('welcome') }
    const world = await triggerWorld({ lambdaEndpoint: lambda.url, triggerTimeout: 0.1 }, { LambdaConfig })

    await postConfirmation(world.flow, world.pool, { source: 'ConfirmSignUp', user: world.user })

    expect(lambda.requests).toHaveLength(2)
  })

  test('that nobody serves is a failed invocation', async () => {
    const { flow, pool, user } = await triggerWorld(
      { lambdaEndpoint: 'http://127.0.0.1:1' },
      { LambdaConfig: { PostConfirmation: functionArn('welcome') } },
    )

    await expect(postConfirmation(flow, pool, { source: 'ConfirmSignUp', user })).rejects.toMatchObject({
      message: 'PostConfirmation invocation failed due to error ServiceException.',
    })
  })
})
