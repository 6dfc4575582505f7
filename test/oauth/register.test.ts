import { describe, expect, test } from 'vitest'
import type { DcrConfigurationType } from '../../src/api/generated/types.ts'
import { exchange, type HostedPlace, hostedPlace, sentTo, signInOn } from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'

type Answer = { status: number; body: Record<string, unknown>; headers: Headers }

const application = { redirect_uris: ['http://localhost:5000/callback'], token_endpoint_auth_method: 'none' }

async function ready(DcrConfiguration?: DcrConfigurationType, managed = false): Promise<HostedPlace> {
  return hostedPlace({ managed, pool: { ...(DcrConfiguration && { DcrConfiguration }) } })
}

async function register(shop: HostedPlace, body: unknown = application, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const init = { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await shop.core.app.request(`${shop.origin}/oauth2/register`, init)
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {}, headers: response.headers }
}

/** A token of a client that holds the scope for registering others. */
async function registrar(shop: HostedPlace, scope = 'aws.cognito/dcr/register'): Promise<string> {
  const { UserPoolClient: made } = await shop.call('CreateUserPoolClient', {
    UserPoolId: shop.poolId,
    ClientName: 'registrar',
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH' as never],
    AllowedOAuthScopes: [scope],
  })
  const machine = { ClientId: made!.ClientId!, Secret: made!.ClientSecret! }
  return (await shop.call('GetClientToken', machine)).ClientAuthenticationResult!.AccessToken!
}

const open = { OpenDcrEnabled: true }

describe('an application', () => {
  test('registers itself where that is open to all, and signs people in', async () => {
    const shop = await ready(open, true)
    await confirmedUser(shop, 'alice')

    const { status, body, headers } = await register(shop, { ...application, client_name: 'Notes', extra: 1 })
    const client_id = body['client_id'] as string

    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store'])
    expect(body).toEqual({
      client_id: expect.stringMatching(/^[\da-z]{26}$/),
      client_id_issued_at: Math.floor(shop.clock.now() / 1000),
      client_name: 'Notes',
      redirect_uris: application.redirect_uris,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: 'openid email phone profile',
    })
    const redirect_uri = application.redirect_uris[0]!
    const response = await signInOn(shop.browser(), shop.query({ client_id, redirect_uri }), 'alice')
    const { code } = sentTo(response).parameters
    expect((await exchange(shop, code!, { client_id, redirect_uri })).status).toBe(200)
    const { UserPoolClient } = await shop.call('DescribeUserPoolClient', {
      UserPoolId: shop.poolId,
      ClientId: client_id,
    })
    expect(UserPoolClient).toMatchObject({ ClientType: 'DCR', AllowedOAuthFlows: ['code'] })
  })

  test('gets a secret unless it cannot keep one', async () => {
    const shop = await ready(open)

    const { body } = await register(shop, { redirect_uris: application.redirect_uris })

    expect(body).toMatchObject({ client_secret: expect.any(String), client_secret_expires_at: 0 })
  })

  test.each([
    ['no redirect URI', { ...application, redirect_uris: [] }, 'invalid_redirect_uri'],
    ['one without TLS', { ...application, redirect_uris: ['http://shop.example'] }, 'invalid_redirect_uri'],
    ['a text for a list', { ...application, redirect_uris: 'x' }, 'invalid_redirect_uri'],
    ['an unknown grant', { ...application, grant_types: ['password'] }, 'invalid_client_metadata'],
    ['a grant that objects have', { ...application, grant_types: ['constructor'] }, 'invalid_client_metadata'],
    ['a grant not for everybody', { ...application, grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
    ['another response type', { ...application, response_types: ['token'] }, 'invalid_client_metadata'],
    ['another authentication', { ...application, token_endpoint_auth_method: 'tls' }, 'invalid_client_metadata'],
    ['a scope not allowed', { ...application, scope: 'openid api/read' }, 'invalid_client_metadata'],
    ['the scope of registering', { ...application, scope: 'aws.cognito/dcr/register' }, 'invalid_client_metadata'],
    ['a name that is none', { ...application, client_name: '\u0000' }, 'invalid_client_metadata'],
    ['no JSON', '{', 'invalid_client_metadata'],
    ['a list', [], 'invalid_client_metadata'],
  ])('is refused with %s', async (_name, body, error) => {
    const shop = await ready({ ...open, AllowedScopes: ['aws.cognito/dcr/register'] })

    expect(await register(shop, body)).toMatchObject({ status: 400, body: { error } })
  })

  test('may ask for further scopes that the pool lists, and for refresh tokens', async () => {
    const AllowedScopes = ['aws.cognito.signin.user.admin']
    const shop = await ready({ ...open, AllowedScopes })
    const grant_types = ['authorization_code', 'refresh_token']

    const { body } = await register(shop, {
      ...application,
      grant_types,
      scope: 'openid aws.cognito.signin.user.admin',
    })

    expect(body).toMatchObject({ grant_types, scope: 'openid aws.cognito.signin.user.admin' })
  })
})

describe('who may register', () => {
  test('is nobody while it is switched off or on LITE', async () => {
    expect((await register(await ready())).status).toBe(404)
    expect((await register(await ready({ ...open, EnableStatus: 'Disabled' }))).status).toBe(404)
  })

  test('is who has a token for it, where it is not open', async () => {
    const shop = await ready({})
    const challenged = async (token?: string) => {
      const { status, body, headers } = await register(shop, application, token)
      return [status, body['error'], headers.get('www-authenticate')?.split(',')[0]]
    }

    expect(await challenged()).toEqual([401, 'invalid_token', 'Bearer error="invalid_token"'])
    expect(await challenged('nonsense')).toEqual([401, 'invalid_token', 'Bearer error="invalid_token"'])
    expect((await register(shop, application, await registrar(shop))).status).toBe(201)
  })

  test('is not who has another token', async () => {
    const shop = await ready({})
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'read' }]
    await shop.call('CreateResourceServer', { UserPoolId: shop.poolId, Identifier: 'api', Name: 'api', Scopes })

    const { status, body } = await register(shop, application, await registrar(shop, 'api/read'))

    expect([status, body]).toEqual([403, { error: 'insufficient_scope' }])
  })

  test('may register machines with a token only', async () => {
    const shop = await ready({ ...open, AllowedScopes: ['api/read'] })
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'read' }]
    await shop.call('CreateResourceServer', { UserPoolId: shop.poolId, Identifier: 'api', Name: 'api', Scopes })
    const machine = { grant_types: ['client_credentials'] }

    const { body } = await register(shop, machine, await registrar(shop))

    expect(body).toMatchObject({ client_secret: expect.any(String), scope: 'api/read', response_types: [] })
    const secretless = { ...machine, token_endpoint_auth_method: 'none' }
    expect((await register(shop, secretless, await registrar(shop))).status).toBe(400)
    expect((await register(shop, machine)).status).toBe(400)
  })

  test('is nobody with an empty list of grants', async () => {
    const shop = await ready({ ...open, OpenDcrGrantTypes: [] })

    expect(await register(shop)).toMatchObject({ status: 400, body: { error: 'invalid_client_metadata' } })
  })

  test('is told by the discovery document', async () => {
    const read = async (shop: HostedPlace) =>
      (await shop.core.app.request(`/${shop.poolId}/.well-known/openid-configuration`)).json()

    expect(await read(await ready({}))).toHaveProperty(
      'registration_endpoint',
      'http://localhost:4590/_domains/shop/oauth2/register',
    )
    expect(await read(await ready())).not.toHaveProperty('registration_endpoint')
  })
})
