import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  callback,
  challenge,
  codeFor,
  exchange,
  type HostedPlace,
  hostedClient,
  hostedPlace,
  postForm,
  sentTo,
  signInOn,
  verifier,
} from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'
import { claimsOf, tokensOf } from '../support/sign-in.ts'

async function ready(options: Parameters<typeof hostedPlace>[0] = {}): Promise<HostedPlace> {
  const shop = await hostedPlace(options)
  await confirmedUser(shop, 'alice', {
    email: 'alice@example.com',
    email_verified: 'true',
    phone_number: '+491234567',
    name: 'Alice',
  })
  return shop
}

const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
const text = (value: unknown) => value as string

describe('a code', () => {
  test('is exchanged for all three tokens, members in the order of the service', async () => {
    const shop = await ready()

    const { status, body, headers } = await exchange(shop, await codeFor(shop, 'alice'))

    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['id_token', 'access_token', 'refresh_token', 'expires_in', 'token_type'])
    expect(body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' })
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8')
    expect(headers.get('cache-control')).toContain('no-store')
  })

  test('gives tokens that say where they come from', async () => {
    const shop = await ready()
    const code = await codeFor(shop, 'alice', { nonce: 'n-1', resource: 'https://api.example.com/orders' })
    shop.clock.advance({ seconds: 100 })

    const { body } = await exchange(shop, code)
    const [access, id] = [claimsOf(text(body['access_token'])), claimsOf(text(body['id_token']))]

    expect(access).toMatchObject({
      version: 2,
      scope: 'openid',
      aud: 'https://api.example.com/orders',
      client_id: shop.clientId,
      auth_time: Math.floor(shop.clock.now() / 1000) - 100,
      iat: Math.floor(shop.clock.now() / 1000),
    })
    expect(access).not.toHaveProperty('nonce')
    expect(id).toMatchObject({ nonce: 'n-1', aud: shop.clientId, origin_jti: access['origin_jti'] })
    expect(id).not.toHaveProperty('version')
    const half = createHash('sha256').update(text(body['access_token'])).digest().subarray(0, 16)
    expect(id['at_hash']).toBe(half.toString('base64url'))
    expect(Object.keys(id)[0]).toBe('at_hash')
  })

  test('without openid gives no ID token', async () => {
    const shop = await ready()

    const { body } = await exchange(shop, await codeFor(shop, 'alice', { scope: 'aws.cognito.signin.user.admin' }))

    expect(Object.keys(body)).toEqual(['access_token', 'refresh_token', 'expires_in', 'token_type'])
  })

  test.each([
    ['openid', ['email', 'email_verified', 'name', 'phone_number']],
    ['openid email', ['email', 'email_verified']],
    ['openid phone', ['phone_number']],
    ['openid profile', ['name']],
    ['openid email profile', ['email', 'email_verified', 'name']],
  ])('with %s opens these attributes', async (scope, opened) => {
    const shop = await ready()

    const { body } = await exchange(shop, await codeFor(shop, 'alice', { scope }))

    const claims = Object.keys(claimsOf(text(body['id_token'])))
    const all = ['email', 'email_verified', 'name', 'phone_number']
    expect(all.filter((name) => claims.includes(name))).toEqual(opened)
  })

  test('without scope gives all scopes of the client', async () => {
    const shop = await ready()
    const browser = shop.browser()
    const response = await signInOn(browser, shop.query({ scope: undefined }), 'alice')

    const { body } = await exchange(shop, sentTo(response).parameters['code']!)

    expect(claimsOf(text(body['access_token']))['scope']).toBe(
      'openid email phone profile aws.cognito.signin.user.admin',
    )
  })

  test('works once; the second time its tokens are revoked', async () => {
    const shop = await ready()
    const scope = 'openid aws.cognito.signin.user.admin'
    const code = await codeFor(shop, 'alice', { scope })
    const { body: tokens } = await exchange(shop, code)
    const AccessToken = text(tokens['access_token'])
    await shop.call('GetUser', { AccessToken })

    const second = await exchange(shop, code)

    expect([second.status, second.body]).toEqual([400, { error: 'invalid_grant' }])
    await expect(shop.call('GetUser', { AccessToken })).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    })
    const refresh_token = text(tokens['refresh_token'])
    const refresh = { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token }
    expect((await postForm(shop, '/oauth2/token', refresh)).body).toEqual({ error: 'invalid_grant' })
  })

  test('works for five minutes', async () => {
    const shop = await ready()
    const code = await codeFor(shop, 'alice')
    shop.clock.advance({ minutes: 5 })

    expect((await exchange(shop, code)).body).toEqual({ error: 'invalid_grant' })
  })

  test('survives a restart', async () => {
    const shop = await ready()
    const code = await codeFor(shop, 'alice')
    shop.core.store.restore(shop.core.store.snapshot())

    expect((await exchange(shop, code)).status).toBe(200)
  })

  test('of somebody who was disabled or deleted meanwhile is worth nothing', async () => {
    const shop = await ready()
    const [first, second] = [await codeFor(shop, 'alice'), await codeFor(shop, 'alice')]
    const user = { UserPoolId: shop.poolId, Username: 'alice' }

    await shop.call('AdminDisableUser', user)
    expect((await exchange(shop, first)).body).toEqual({ error: 'invalid_grant' })
    await shop.call('AdminDeleteUser', user)
    expect((await exchange(shop, second)).body).toEqual({ error: 'invalid_grant' })
  })

  test.each([
    ['another code', { code: 'c2b1a3a4-0000-4000-8000-000000000000' }, 'invalid_grant'],
    ['another callback URL of the client', { redirect_uri: 'myapp://callback' }, 'invalid_grant'],
    ['a URL that is off by a slash', { redirect_uri: `${callback}/` }, 'unauthorized_client'],
    ['no URL', { redirect_uri: '' }, 'invalid_request'],
    ['no code', { code: '' }, 'invalid_request'],
    ['no grant type', { grant_type: '' }, 'invalid_request'],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a grant type that objects have', { grant_type: 'constructor' }, 'unsupported_grant_type'],
    ['no client', { client_id: '' }, 'invalid_request'],
    ['another client', { client_id: 'nobody' }, 'invalid_client'],
    ['a secret that the client does not have', { client_secret: 'guessed' }, 'invalid_client'],
    ['a verifier without challenge', { code_verifier: verifier }, 'invalid_grant'],
  ])('with %s is refused', async (_name, fields, error) => {
    const shop = await ready()
    const code = await codeFor(shop, 'alice')

    const { status, body } = await exchange(shop, code, fields)

    expect([status, body]).toEqual([400, { error }])
    expect((await exchange(shop, code)).status).toBe(200)
  })

  test('with a challenge wants its verifier', async () => {
    const shop = await ready()
    const code = await codeFor(shop, 'alice', pkce)

    expect((await exchange(shop, code)).body).toEqual({ error: 'invalid_grant' })
    expect((await exchange(shop, code, { code_verifier: `${verifier}x` })).body).toEqual({ error: 'invalid_grant' })
    expect((await exchange(shop, code, { code_verifier: verifier })).status).toBe(200)
  })

  test('is only for the client that asked for it', async () => {
    const shop = await ready()
    const made = await shop.call('CreateUserPoolClient', { UserPoolId: shop.poolId, ClientName: 'b', ...hostedClient })
    const code = await codeFor(shop, 'alice')

    const { body } = await exchange(shop, code, { client_id: made.UserPoolClient!.ClientId! })

    expect(body).toEqual({ error: 'invalid_grant' })
  })

  test('needs a client that reads what its scopes open', async () => {
    const shop = await ready({ client: { ReadAttributes: ['email', 'name'] } })

    expect((await exchange(shop, await codeFor(shop, 'alice', { scope: 'openid profile' }))).status).toBe(200)
    const { body } = await exchange(shop, await codeFor(shop, 'alice', { scope: 'openid email' }))
    expect(body).toEqual({ error: 'invalid_grant' })
  })

  test('is asked for as a form, nothing else', async () => {
    const shop = await ready()
    const json = await postForm(shop, '/oauth2/token', {}, { 'content-type': 'application/json' })
    const got = await shop.browser().get('/oauth2/token')

    expect([json.status, got.status, await got.text()]).toEqual([405, 405, ''])
  })

  test('that was answered twice in one form is refused', async () => {
    const shop = await ready()
    const body = `grant_type=authorization_code&grant_type=authorization_code&client_id=${shop.clientId}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }

    const response = await shop.core.app.request(`${shop.origin}/oauth2/token`, { method: 'POST', body, headers })

    expect(await response.json()).toEqual({ error: 'invalid_request' })
  })
})

describe('a client with a secret', () => {
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })

  async function confidential() {
    const shop = await ready({ client: { GenerateSecret: true } })
    const code = () => codeFor(shop, 'alice')
    const ask = async (fields: Record<string, string>, headers = {}) => {
      const grant = { grant_type: 'authorization_code', redirect_uri: callback, code: await code() }
      return (await postForm(shop, '/oauth2/token', { ...grant, ...fields }, headers)).body
    }
    return { ...shop, ask, secret: shop.clientSecret! }
  }

  test('shows it in the header or in the form', async () => {
    const { ask, clientId, secret } = await confidential()

    expect(await ask({}, basic(clientId, secret))).toHaveProperty('access_token')
    expect(await ask({ client_id: clientId }, basic(clientId, secret))).toHaveProperty('access_token')
    expect(await ask({ client_id: clientId, client_secret: secret })).toHaveProperty('access_token')
  })

  test('may use either of two', async () => {
    const { ask, call, clientId, poolId, secret } = await confidential()
    const made = await call('AddUserPoolClientSecret', { UserPoolId: poolId, ClientId: clientId })
    const second = made.ClientSecretDescriptor!.ClientSecretValue!

    expect(await ask({}, basic(clientId, secret))).toHaveProperty('access_token')
    expect(await ask({}, basic(clientId, second))).toHaveProperty('access_token')
  })

  test('must show the right one', async () => {
    const { ask, clientId, secret } = await confidential()
    const refused = { error: 'invalid_client' }

    expect(await ask({ client_id: clientId })).toEqual(refused)
    expect(await ask({ client_id: clientId, client_secret: `${secret}x` })).toEqual(refused)
    expect(await ask({}, basic(clientId, ''))).toEqual(refused)
    expect(await ask({}, basic('nobody', secret))).toEqual(refused)
    expect(await ask({ client_id: 'nobody' }, basic(clientId, secret))).toEqual(refused)
    expect(await ask({}, { authorization: 'Bearer x' })).toEqual(refused)
  })

  test('may encode it as the standard has it', async () => {
    const { ask, call, clientId, poolId } = await confidential()
    const ClientSecret = 'plus+plus+plus+plus+plus+'
    await call('AddUserPoolClientSecret', { UserPoolId: poolId, ClientId: clientId, ClientSecret })

    expect(await ask({}, basic(clientId, ClientSecret))).toHaveProperty('access_token')
    expect(await ask({}, basic(clientId, encodeURIComponent(ClientSecret)))).toHaveProperty('access_token')
  })
})

describe('a refresh token', () => {
  const refresh = (shop: HostedPlace, refresh_token: string, more: Record<string, string> = {}) =>
    postForm(shop, '/oauth2/token', { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token, ...more })

  test('gives new tokens of the same sign-in', async () => {
    const shop = await ready()
    const { body: first } = await exchange(shop, await codeFor(shop, 'alice', { nonce: 'n', scope: 'openid email' }))
    shop.clock.advance({ minutes: 30 })

    const { body } = await refresh(shop, text(first['refresh_token']))

    expect(Object.keys(body)).toEqual(['id_token', 'access_token', 'expires_in', 'token_type'])
    const [before, after] = [claimsOf(text(first['access_token'])), claimsOf(text(body['access_token']))]
    for (const name of ['origin_jti', 'auth_time', 'scope', 'version', 'event_id']) {
      expect(after[name]).toEqual(before[name])
    }
    const id = claimsOf(text(body['id_token']))
    expect(id).toMatchObject({ email: 'alice@example.com', nonce: 'n', at_hash: expect.any(String) })
    expect(id).not.toHaveProperty('name')
  })

  test('is replaced where the client rotates', async () => {
    const RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } as const
    const shop = await ready({ client: { RefreshTokenRotation, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } })
    const { body: first } = await exchange(shop, await codeFor(shop, 'alice'))

    const { body: second } = await refresh(shop, text(first['refresh_token']))
    shop.clock.advance({ seconds: 1 })

    expect(second['refresh_token']).not.toBe(first['refresh_token'])
    expect((await refresh(shop, text(first['refresh_token']))).body).toEqual({ error: 'invalid_grant' })
    expect((await refresh(shop, text(second['refresh_token']))).status).toBe(200)
  })

  test('of an API sign-in works as well', async () => {
    const shop = await ready()
    const { RefreshToken } = await tokensOf(shop, 'alice')

    const { body } = await refresh(shop, RefreshToken)

    expect(claimsOf(text(body['access_token']))).not.toHaveProperty('version')
  })

  test.each([
    ['nothing', '', 'invalid_request'],
    ['nonsense', 'nonsense', 'invalid_grant'],
  ])('that is %s is refused', async (_name, token, error) => {
    const shop = await ready()

    expect((await refresh(shop, token)).body).toEqual({ error })
  })

  test('is worth nothing once it is expired, or its user signed out', async () => {
    const shop = await ready()
    const [one, two] = [
      await exchange(shop, await codeFor(shop, 'alice')),
      await exchange(shop, await codeFor(shop, 'alice')),
    ]
    await shop.call('AdminUserGlobalSignOut', { UserPoolId: shop.poolId, Username: 'alice' })

    expect((await refresh(shop, text(one.body['refresh_token']))).body).toEqual({ error: 'invalid_grant' })
    shop.clock.advance({ days: 31 })
    expect((await refresh(shop, text(two.body['refresh_token']))).body).toEqual({ error: 'invalid_grant' })
  })
})

describe('client credentials', () => {
  async function machine() {
    const shop = await hostedPlace()
    const Scopes = ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName }))
    const server = { UserPoolId: shop.poolId, Identifier: 'https://api', Name: 'api' }
    await shop.call('CreateResourceServer', { ...server, Scopes })
    const { UserPoolClient } = await shop.call('CreateUserPoolClient', {
      UserPoolId: shop.poolId,
      ClientName: 'machine',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['https://api/read', 'https://api/write'],
    })
    const { ClientId: client_id = '', ClientSecret: client_secret = '' } = UserPoolClient!
    const ask = (fields: Record<string, string> = {}) =>
      postForm(shop, '/oauth2/token', { grant_type: 'client_credentials', client_id, client_secret, ...fields })
    return { ...shop, ask, client_id }
  }

  test('give an access token with every scope of the client', async () => {
    const { ask, client_id } = await machine()

    const { body } = await ask()

    expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'token_type'])
    const scope = 'https://api/read https://api/write'
    expect(claimsOf(text(body['access_token']))).toMatchObject({ sub: client_id, scope, version: 2 })
  })

  test('give the scopes that are asked for', async () => {
    const { ask } = await machine()

    const { body } = await ask({ scope: 'https://api/read' })

    expect(claimsOf(text(body['access_token']))['scope']).toBe('https://api/read')
    expect((await ask({ scope: 'https://api/delete' })).body).toEqual({ error: 'invalid_scope' })
    expect((await ask({ scope: 'openid' })).body).toEqual({ error: 'invalid_scope' })
  })

  test('are not for clients of people', async () => {
    const shop = await hostedPlace({ client: { GenerateSecret: true } })
    const fields = { client_id: shop.clientId, client_secret: shop.clientSecret! }

    const { body } = await postForm(shop, '/oauth2/token', { grant_type: 'client_credentials', ...fields })

    expect(body).toEqual({ error: 'unauthorized_client' })
  })

  test.each(['nonsense', '[1]', '{"a":1}', 'null'])('refuse metadata that is %s', async (aws_client_metadata) => {
    const { ask } = await machine()

    expect((await ask({ aws_client_metadata })).body).toEqual({ error: 'invalid_request' })
  })
})

describe('browsers', () => {
  test('may ask from any origin', async () => {
    const shop = await ready()
    const { headers } = await exchange(shop, 'nonsense')
    const preflight = await shop.core.app.request(`${shop.origin}/oauth2/token`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000', 'access-control-request-headers': 'authorization,content-type' },
    })

    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.status).toBe(200)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('functions of the pool', () => {
  test('hear of hosted sign-ins when the code is exchanged', async () => {
    const sources: string[] = []
    const PreTokenGeneration = async (event: { triggerSource: string }) => {
      sources.push(event.triggerSource)
      const claimsOverrideDetails = { claimsToAddOrOverride: { plan: 'gold' } }
      return { ...event, response: { claimsOverrideDetails } }
    }
    const shop = await ready({ emulator: { triggers: { PreTokenGeneration } as never } })

    const code = await codeFor(shop, 'alice')
    expect(sources).toEqual([])
    const { body } = await exchange(shop, code)
    const refresh_token = text(body['refresh_token'])
    await postForm(shop, '/oauth2/token', { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token })

    expect(sources).toEqual(['TokenGeneration_HostedAuth', 'TokenGeneration_RefreshTokens'])
    expect(claimsOf(text(body['id_token']))).toMatchObject({ plan: 'gold' })
  })

  test('may fail, which leaves the code as it was', async () => {
    let fails = true
    const PreTokenGeneration = async (event: object) => {
      if (fails) throw new Error('not today')
      return event
    }
    const shop = await ready({ emulator: { triggers: { PreTokenGeneration } as never } })
    const code = await codeFor(shop, 'alice')

    const { body } = await exchange(shop, code)
    fails = false

    const error_description = 'PreTokenGeneration failed with error not today.'
    expect(body).toEqual({ error: 'invalid_request', error_description })
    expect((await exchange(shop, code)).status).toBe(200)
  })

  test('may change the world meanwhile: everything is checked again', async () => {
    let meddle = async (): Promise<unknown> => undefined
    const PreTokenGeneration = async (event: object) => {
      await meddle()
      return event
    }
    const shop = await ready({ emulator: { triggers: { PreTokenGeneration } as never } })
    const [first, second] = [await codeFor(shop, 'alice'), await codeFor(shop, 'alice')]

    meddle = async () => {
      meddle = async () => undefined
      await exchange(shop, first)
    }
    expect((await exchange(shop, first)).body).toEqual({ error: 'invalid_grant' })
    meddle = () => shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })
    expect((await exchange(shop, second)).body).toEqual({ error: 'invalid_grant' })
  })
})

test('of two exchanges of one code at a time one succeeds, and its tokens are revoked', async () => {
  const shop = await ready()
  const code = await codeFor(shop, 'alice')

  const answers = await Promise.all([exchange(shop, code), exchange(shop, code)])

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400])
  const refresh_token = text(answers.find(({ status }) => status === 200)!.body['refresh_token'])
  const { body } = await postForm(shop, '/oauth2/token', {
    ...{ grant_type: 'refresh_token', client_id: shop.clientId, refresh_token },
  })
  expect(body).toEqual({ error: 'invalid_grant' })
})
