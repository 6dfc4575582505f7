import { describe, expect, test } from 'vitest'
import { codeFor, exchange, type HostedPlace, hostedPlace } from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'
import { tokensOf } from '../support/sign-in.ts'

async function ready(): Promise<HostedPlace> {
  const shop = await hostedPlace()
  const values = { email: 'alice@example.com', email_verified: 'true', name: 'Alice', phone_number: '+491234567' }
  await confirmedUser(shop, 'alice', values)
  return shop
}

const tokenFor = async (shop: HostedPlace, scope: string) =>
  (await exchange(shop, await codeFor(shop, 'alice', { scope }))).body['access_token'] as string

const ask = (shop: HostedPlace, authorization?: string, method = 'GET') =>
  shop.core.app.request(`${shop.origin}/oauth2/userInfo`, { method, headers: authorization ? { authorization } : {} })

const ended = 'Access token is expired, disabled, or deleted, or the user has globally signed out.'

async function refused(response: Response, status: number, error: string, description: string): Promise<void> {
  expect(response.status).toBe(status)
  expect(response.headers.get('www-authenticate')).toBe(`Bearer error="${error}", error_description="${description}"`)
  expect(await response.json()).toEqual({ error, error_description: description })
}

describe('userInfo', () => {
  test.each(['GET', 'POST'])('answers %s with the attributes that the scopes open, all as text', async (method) => {
    const shop = await ready()

    const response = await ask(shop, `Bearer ${await tokenFor(shop, 'openid email')}`, method)

    expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toEqual({
      sub: expect.any(String),
      email: 'alice@example.com',
      email_verified: 'true',
      username: 'alice',
    })
  })

  test('opens all attributes with openid alone', async () => {
    const shop = await ready()

    const body = await (await ask(shop, `Bearer ${await tokenFor(shop, 'openid')}`)).json()

    expect(body).toMatchObject({ name: 'Alice', phone_number: '+491234567', email_verified: 'true' })
  })

  test.each([undefined, 'Basic eDp5', 'Bearer', 'Bearer two tokens'])('does not understand %s', async (header) => {
    await refused(await ask(await ready(), header), 400, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint')
  })

  test('refuses tokens that are none', async () => {
    await refused(await ask(await ready(), 'Bearer nonsense'), 401, 'invalid_token', ended)
  })

  test('refuses tokens without openid, those of the API among them', async () => {
    const shop = await ready()
    const text = 'Access token does not contain openid scope'
    const { AccessToken } = await tokensOf(shop, 'alice')

    await refused(await ask(shop, `Bearer ${AccessToken}`), 401, 'invalid_token', text)
    const other = await tokenFor(shop, 'aws.cognito.signin.user.admin')
    await refused(await ask(shop, `Bearer ${other}`), 401, 'invalid_token', text)
  })

  test('refuses expired tokens and those of users who signed out or are gone', async () => {
    const shop = await ready()
    const user = { UserPoolId: shop.poolId, Username: 'alice' }
    const [expired, signedOut, gone] = [
      await tokenFor(shop, 'openid'),
      await tokenFor(shop, 'openid'),
      await tokenFor(shop, 'openid'),
    ]

    await shop.call('AdminUserGlobalSignOut', user)
    await refused(await ask(shop, `Bearer ${signedOut}`), 401, 'invalid_token', ended)
    await shop.call('AdminDeleteUser', user)
    await refused(await ask(shop, `Bearer ${gone}`), 401, 'invalid_token', ended)
    shop.clock.advance({ hours: 2 })
    await refused(await ask(shop, `Bearer ${expired}`), 401, 'invalid_token', ended)
  })

  test('refuses tokens of another pool', async () => {
    const shop = await ready()
    const token = await tokenFor(shop, 'openid')
    const { UserPool } = await shop.call('CreateUserPool', { PoolName: 'other' })
    await shop.call('CreateUserPoolDomain', { UserPoolId: UserPool!.Id!, Domain: 'other' })

    const response = await shop.core.app.request('http://other.localhost:4590/oauth2/userInfo', {
      headers: { authorization: `Bearer ${token}` },
    })

    await refused(response, 401, 'invalid_token', ended)
  })

  test('refuses machines', async () => {
    const shop = await ready()
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'read' }]
    await shop.call('CreateResourceServer', { UserPoolId: shop.poolId, Identifier: 'api', Name: 'api', Scopes })
    const { UserPoolClient: made } = await shop.call('CreateUserPoolClient', {
      UserPoolId: shop.poolId,
      ClientName: 'machine',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH' as never],
      AllowedOAuthScopes: ['api/read'],
    })
    const machine = { ClientId: made!.ClientId!, Secret: made!.ClientSecret! }
    const { ClientAuthenticationResult: result } = await shop.call('GetClientToken', machine)

    await refused(await ask(shop, `Bearer ${result!.AccessToken}`), 401, 'invalid_token', ended)
  })
})
