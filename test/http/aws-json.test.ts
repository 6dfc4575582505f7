import { describe, expect, test } from 'vitest'
import { bodyLimit } from '../../src/http/body.ts'
import { testEmulator } from '../support/emulator.ts'

const url = 'http://localhost:4590/'
const prefix = 'AWSCognitoIdentityProviderService.'

function post(target: string, body: string | undefined, headers: Record<string, string> = {}) {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': prefix + target, ...headers },
    ...(body === undefined ? {} : { body }),
  })
}
const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20260302/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=b',
}

async function send(request: Request) {
  const { core } = testEmulator()
  const response = await core.app.fetch(request)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as unknown }
}

describe('the AWS JSON endpoint', () => {
  test.each([['Nonsense'], ['createuserpool'], ['']])(
    'refuses the target %j as unknown, without a message',
    async (target) => {
      const answer = await send(post(target, '{}'))

      expect(answer.status).toBe(400)
      expect(answer.json()).toEqual({ __type: 'UnknownOperationException' })
    },
  )

  test('refuses a target of another service', async () => {
    const answer = await send(post('ListUserPools', '{}', { 'x-amz-target': 'DynamoDB_20120810.ListTables' }))

    expect(answer.json()).toEqual({ __type: 'UnknownOperationException' })
  })

  test.each([[''], ['application/x-amz-json-1.0'], ['text/plain']])(
    'answers content type %j with 404 and XML',
    async (type) => {
      const answer = await send(post('GetUser', '{}', { 'content-type': type }))

      expect(answer.status).toBe(404)
      expect(answer.text.trim()).toBe('<UnknownOperationException/>')
    },
  )

  test.each([
    ['GET', '/', 404],
    ['PUT', '/', 404],
    ['GET', '/us-east-1_abc/authorize', 400],
    ['POST', '/CreateUserPool', 400],
  ])('understands no %s of %s', async (method, path, status) => {
    const answer = await send(new Request(new URL(path, url), { method }))

    expect(answer.status).toBe(status)
    expect(answer.json()).toEqual({
      code: 'BadRequest',
      message: 'The server did not understand the operation that was requested.',
      type: 'client',
    })
  })

  test.each([[''], ['null'], ['"text"'], ['{"a":'], ['{"a":1,}']])(
    'refuses the body %j without a message',
    async (body) => {
      const answer = await send(post('GetUser', body))

      expect(answer.status).toBe(400)
      expect(answer.json()).toEqual({ __type: 'SerializationException' })
    },
  )

  test('says that a list is no structure', async () => {
    const answer = await send(post('GetUser', '[]'))

    expect(answer.json()).toEqual({
      __type: 'SerializationException',
      Message: 'Start of list found where not expected',
    })
  })

  test('refuses a body over the limit before reading it whole', async () => {
    const answer = await send(post('GetUser', JSON.stringify({ AccessToken: 'x'.repeat(bodyLimit) })))

    expect(answer.status).toBe(413)
    expect(answer.headers.get('x-amzn-errortype')).toBe('RequestEntityTooLargeException:')
  })

  test('wants a signature where the model wants one, before it reads the body', async () => {
    const answer = await send(post('ListUserPools', '{"MaxResults":60}'))

    expect(answer.status).toBe(400)
    expect(answer.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    })
  })

  test('wants no signature from public clients', async () => {
    const answer = await send(post('GetUser', '{"AccessToken":"nonsense"}'))

    expect(answer.json()).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid Access Token' })
  })

  test('names what a signature lacks', async () => {
    const { core } = testEmulator({ requireSignature: true, accessKeys: ['id:secret'] })
    const response = await core.app.fetch(
      post('ListUserPools', '{}', { authorization: 'AWS4-HMAC-SHA256 Credential=a' }),
    )

    expect(await response.json()).toMatchObject({ __type: 'IncompleteSignatureException' })
  })

  test('carries type, message and request id in the headers of an error, and lets browsers read them', async () => {
    const answer = await send(post('GetUser', '{"AccessToken":"nonsense"}', { origin: 'https://example.com' }))

    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1')
    expect(answer.headers.get('x-amzn-errortype')).toBe('NotAuthorizedException:')
    expect(answer.headers.get('x-amzn-errormessage')).toBe('Invalid Access Token')
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-amzn-ErrorType')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('answers a preflight with what it asked for', async () => {
    const answer = await send(
      new Request(url, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://example.com',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-amz-target',
        },
      }),
    )

    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST')
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type,x-amz-target')
    expect(answer.headers.get('access-control-max-age')).toBe('172800')
  })

  test('collects constraint violations before it looks anything up', async () => {
    const answer = await send(post('DescribeUserPool', '{"UserPoolId":"no pool"}', signed))

    expect(answer.json()).toEqual({
      __type: 'InvalidParameterException',
      message:
        "1 validation error detected: Value 'no pool' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
    })
  })
})
