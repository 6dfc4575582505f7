import { describe, expect, test } from 'vitest'
import { testEmulator } from '../support/emulator.ts'

type Headers = Record<string, string>

/** What POST /faults answers to a request with these headers, and whether it did anything. */
async function attack(headers: Headers, options: Parameters<typeof testEmulator>[0] = {}) {
  const { core } = testEmulator(options)
  const response = await core.app.request('/_emulator/api/faults', {
    method: 'POST',
    headers,
    body: JSON.stringify({ operation: 'ListUsers', latencyMs: 1 }),
  })
  return { status: response.status, changed: core.kernel.faults.all.length > 0, response }
}

describe('The control API answers', () => {
  test.each<[string, Headers]>([
    ['a program on this machine', { host: 'localhost:4590' }],
    ['by IPv4 address', { host: '127.0.0.1:4590' }],
    ['by IPv6 address', { host: '[::1]:4590' }],
    ['its own console', { host: 'localhost:4590', origin: 'http://localhost:4590' }],
    ['its own console behind TLS', { host: 'localhost', origin: 'https://localhost' }],
    ['whatever the content type of the JSON', { host: 'localhost:4590', 'content-type': 'text/plain' }],
  ])('%s', async (_, headers) => {
    const { status, changed } = await attack(headers)

    expect({ status, changed }).toEqual({ status: 200, changed: true })
  })

  test('under a configured name', async () => {
    const { status } = await attack({ host: 'cognito:4590' }, { controlHosts: ['cognito'] })

    expect(status).toBe(200)
  })

  test('pages of a listed origin, and lets them read the answer', async () => {
    const headers = { host: 'localhost:4590', origin: 'http://localhost:3000' }

    const { status, response } = await attack(headers, { controlOrigins: ['http://localhost:3000'] })

    expect(status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
  })

  test('the preflight of a listed origin', async () => {
    const { core } = testEmulator({ controlOrigins: ['http://localhost:3000'] })

    const response = await core.app.request('/_emulator/api/clock', {
      method: 'OPTIONS',
      headers: { host: 'localhost:4590', origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' },
    })

    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toContain('PUT')
  })
})

describe('The control API refuses, and does nothing', () => {
  test.each<[string, Headers]>([
    ['a name that an attacker pointed at this machine', { host: 'evil.example:4590' }],
    ['the same with its own origin', { host: 'evil.example:4590', origin: 'http://evil.example:4590' }],
    ['a name that begins like localhost', { host: 'localhost.evil.example' }],
    ['the domain of a pool, where pages of others live', { host: 'shop.localhost:4590' }],
    ['pages of another site', { host: 'localhost:4590', origin: 'https://evil.example' }],
    ['pages of another port', { host: 'localhost:4590', origin: 'http://localhost:3000' }],
    ['pages without an origin of their own', { host: 'localhost:4590', origin: 'null' }],
    [
      'a simple request of another site',
      { host: 'localhost:4590', origin: 'https://evil.example', 'content-type': 'text/plain' },
    ],
    ['other addresses', { host: '192.168.1.10:4590' }],
  ])('%s', async (_, headers) => {
    const { status, changed, response } = await attack(headers)

    expect({ status, changed }).toEqual({ status: 403, changed: false })
    expect(await response.json()).toMatchObject({ error: { code: expect.stringMatching(/^Forbidden(Host|Origin)$/) } })
  })

  test('the AWS API keeps its open door', async () => {
    const { core } = testEmulator()

    const response = await core.app.request('/', {
      method: 'POST',
      headers: {
        origin: 'https://app.example',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser',
      },
      body: '{"AccessToken":"x"}',
    })

    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })
})
