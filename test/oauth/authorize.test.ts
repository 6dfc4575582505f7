import { describe, expect, test } from 'vitest'
import {
  callback,
  challenge,
  type HostedPlace,
  hostedClient,
  hostedPlace,
  sentTo,
  signInOn,
} from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'

const authorize = (shop: HostedPlace, members: Record<string, string | undefined> = {}) =>
  shop.browser().get(`/oauth2/authorize?${shop.query(members)}`)

/** Where the browser is sent without any sign-in. */
async function answer(shop: HostedPlace, members: Record<string, string | undefined>) {
  const response = await authorize(shop, members)
  expect(response.status).toBe(302)
  return sentTo(response)
}

describe('an authorization request', () => {
  test('leads to the sign-in page with the same parameters', async () => {
    const shop = await hostedPlace()

    const response = await authorize(shop, { nonce: 'n' })

    expect(response.headers.get('location')).toBe(`/login?${shop.query({ nonce: 'n' })}`)
  })

  test('works with the domain in the path as well', async () => {
    const shop = await hostedPlace()

    const response = await shop.browser().get(`http://localhost:4590/_domains/shop/oauth2/authorize?${shop.query()}`)

    expect(response.headers.get('location')).toBe(`/_domains/shop/login?${shop.query()}`)
  })

  test('of a domain that no pool has is a page', async () => {
    const shop = await hostedPlace()

    expect((await shop.browser().get(`http://other.localhost:4590/oauth2/authorize?${shop.query()}`)).status).toBe(404)
  })

  test('can only be got', async () => {
    const shop = await hostedPlace()

    const response = await shop.browser().post(`/oauth2/authorize?${shop.query()}`, {})

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
  })

  test('leaves HEAD without a trace', async () => {
    const shop = await hostedPlace()

    const response = await shop.core.app.request(`${shop.origin}/oauth2/authorize?${shop.query()}`, { method: 'HEAD' })

    expect(response.status).toBe(200)
  })
})

describe('until the redirect URI is trusted, errors are shown', () => {
  test.each([
    ['without client', { client_id: undefined }, "Required String parameter 'client_id' is not present"],
    ['with an unknown client', { client_id: 'nobody' }, 'Client does not exist.'],
    ['without redirect URI', { redirect_uri: undefined }, "Required String parameter 'redirect_uri' is not present"],
    ['with another redirect URI', { redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
    ['with one that only begins alike', { redirect_uri: `${callback}/more` }, 'redirect_mismatch'],
    ['with one that differs in the last slash', { redirect_uri: `${callback}/` }, 'redirect_mismatch'],
    ['with two things wrong', { redirect_uri: 'https://evil.example/', response_type: 'x' }, 'redirect_mismatch'],
  ])('%s', async (_name, members, text) => {
    const shop = await hostedPlace()

    const { to, parameters } = await answer(shop, members)

    expect(to).toBe('http://nowhere.invalid/error')
    expect(parameters['error']).toBe(text)
  })

  test('in the words of managed login', async () => {
    const shop = await hostedPlace({ managed: true })

    const { parameters } = await answer(shop, { client_id: undefined })

    expect(parameters['error']).toBe('Missing required parameter client_id in request URL')
  })

  test('for a client of another pool', async () => {
    const shop = await hostedPlace()
    const { UserPool } = await shop.call('CreateUserPool', { PoolName: 'other' })
    const other = await shop.call('CreateUserPoolClient', { UserPoolId: UserPool!.Id!, ClientName: 'web' })

    const { parameters } = await answer(shop, { client_id: other.UserPoolClient!.ClientId })

    expect(parameters['error']).toBe('Client does not exist.')
  })

  test('for parameters that come twice', async () => {
    const shop = await hostedPlace()

    for (const name of ['client_id', 'redirect_uri']) {
      const response = await shop.browser().get(`/oauth2/authorize?${shop.query()}&${name}=x`)
      expect(sentTo(response).to).toBe('http://nowhere.invalid/error')
    }
  })

  test('on a page that answers 400 and only shows what it knows', async () => {
    const shop = await hostedPlace()

    const known = await shop.browser().get('/error?error=redirect_mismatch')
    const unknown = await shop.browser().get('/error?error=<script>alert(1)</script>call+0800')

    expect([known.status, unknown.status]).toEqual([400, 400])
    expect(await known.text()).toContain('redirect_mismatch')
    expect(await unknown.text()).not.toMatch(/alert|0800/)
  })
})

describe('afterwards the client is told, with its state', () => {
  test.each([
    ['no response type', { response_type: undefined }, 'invalid_request'],
    ['another response type', { response_type: 'id_token' }, 'invalid_request'],
    ['a challenge without method', { code_challenge: challenge }, 'invalid_request'],
    ['a method without challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['a plain challenge', { code_challenge: challenge, code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is no hash', { code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
    ['an unknown scope', { scope: 'openid shoes' }, 'invalid_scope'],
    ['a scope that needs openid', { scope: 'email' }, 'invalid_scope'],
    ['a resource without TLS', { resource: 'http://api.example.com' }, 'invalid_target'],
    ['a resource that is no URL', { resource: 'api' }, 'invalid_target'],
    ['a provider that is not there', { identity_provider: 'Google' }, 'invalid_request'],
    ['an identifier that stands for nothing', { idp_identifier: 'example.com' }, 'invalid_request'],
  ])('%s', async (_name, members, error) => {
    const shop = await hostedPlace()

    const { to, parameters } = await answer(shop, members)

    expect(to).toBe(callback)
    expect(parameters).toMatchObject({ error, state: 's1' })
  })

  test.each([
    ['code', ['implicit']],
    ['token', ['code']],
  ] as const)('%s is not allowed to the client', async (response_type, AllowedOAuthFlows) => {
    const shop = await hostedPlace({ client: { AllowedOAuthFlows: [...AllowedOAuthFlows] } })

    expect((await answer(shop, { response_type })).parameters['error']).toBe('unauthorized_client')
  })

  test('neither grant is where the client has OAuth switched off', async () => {
    const shop = await hostedPlace({ client: { AllowedOAuthFlowsUserPoolClient: false } })

    expect((await answer(shop, {})).parameters['error']).toBe('unauthorized_client')
  })

  test('of a repeated parameter', async () => {
    const shop = await hostedPlace()

    const response = await shop.browser().get(`/oauth2/authorize?${shop.query()}&scope=email`)

    expect(sentTo(response)).toEqual({ to: callback, parameters: { error: 'invalid_request', state: 's1' } })
  })

  test.each([
    ['prompt', 'none login'],
    ['prompt', 'please'],
    ['max_age', '-1'],
    ['max_age', 'soon'],
  ])('of %s %s in managed login; the classic pages do not look', async (name, value) => {
    const managed = await hostedPlace({ managed: true })
    const classic = await hostedPlace()

    expect((await answer(managed, { [name]: value })).parameters['error']).toBe('invalid_request')
    expect((await answer(classic, { [name]: value })).to).toBe('http://nowhere.invalid/login')
  })
})

describe('a session', () => {
  test('saves the next sign-in, and keeps its time', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')
    shop.clock.advance({ minutes: 59 })

    const { to, parameters } = sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`))

    expect(to).toBe(callback)
    expect(parameters).toEqual({ code: expect.stringMatching(/^[\da-f-]{36}$/), state: 's1' })
  })

  test('lasts an hour from the sign-in, however often it is used', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')
    shop.clock.advance({ minutes: 59 })
    await browser.get(`/oauth2/authorize?${shop.query()}`)
    shop.clock.advance({ minutes: 1 })

    expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to).toBe('http://nowhere.invalid/login')
  })

  test('is worth nothing once the user is disabled, and to another pool', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to).toBe('http://nowhere.invalid/login')
  })

  test('survives GlobalSignOut', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')
    await shop.call('AdminUserGlobalSignOut', { UserPoolId: shop.poolId, Username: 'alice' })

    expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to).toBe(callback)
  })

  test('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')

    const response = await signInOn(shop.browser(), shop.query(), 'alice')
    const secure = await signInOn(shop.browser({ 'x-forwarded-proto': 'https' }), shop.query(), 'alice')

    const ofSession = (one: Response) => one.headers.getSetCookie().find((line) => line.startsWith('cognito='))
    expect(ofSession(response)).toMatch(/^cognito=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/)
    expect(ofSession(secure)).toMatch(/; Secure$/)
  })

  test('is asked for silently with prompt=none', async () => {
    const shop = await hostedPlace({ managed: true })
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()
    const query = shop.query({ prompt: 'none' })

    const before = sentTo(await browser.get(`/oauth2/authorize?${query}`))
    await signInOn(browser, shop.query(), 'alice')
    const after = sentTo(await browser.get(`/oauth2/authorize?${query}`))

    expect(before).toEqual({ to: callback, parameters: { error: 'login_required', state: 's1' } })
    expect(after.parameters).toHaveProperty('code')
  })

  test.each([{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '59' }])(
    'is not used in managed login with %o',
    async (members) => {
      const shop = await hostedPlace({ managed: true })
      await confirmedUser(shop, 'alice')
      const browser = shop.browser()
      await signInOn(browser, shop.query(), 'alice')
      shop.clock.advance({ seconds: 60 })

      expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query(members)}`)).to).toBe(
        'http://nowhere.invalid/login',
      )
    },
  )

  describe('where sessions are tracked', () => {
    async function tracked(minutes: number): Promise<HostedPlace> {
      const shop = await hostedPlace()
      const pool = { UserPoolId: shop.poolId }
      const TokenSession = { MaxPerUser: 20 }
      await shop.call('SetUserPoolSessionConfiguration', { ...pool, UserSessionTracking: 'ENABLED', TokenSession })
      const SSOSession = { MaxValidityMinutes: minutes }
      await shop.call('SetUserPoolClientSessionConfiguration', { ...pool, ClientId: shop.clientId, SSOSession })
      await confirmedUser(shop, 'alice')
      return shop
    }

    test('lasts as long as the client says', async () => {
      const shop = await tracked(600)
      const browser = shop.browser()
      const response = await signInOn(browser, shop.query(), 'alice')
      shop.clock.advance({ minutes: 599 })

      expect(response.headers.getSetCookie().join()).toContain('Max-Age=36000')
      expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to).toBe(callback)
    })

    test('is never used by a client that says 0, but by the next one', async () => {
      const shop = await tracked(0)
      const made = { UserPoolId: shop.poolId, ClientName: 'other', ...hostedClient }
      const { UserPoolClient } = await shop.call('CreateUserPoolClient', made)
      const browser = shop.browser()
      await signInOn(browser, shop.query(), 'alice')

      const own = sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`))
      const client_id = UserPoolClient!.ClientId
      const others = sentTo(await browser.get(`/oauth2/authorize?${shop.query({ client_id })}`))

      expect([own.to, others.to]).toEqual(['http://nowhere.invalid/login', callback])
    })
  })
})

describe('an implicit grant', () => {
  test('puts tokens behind the #, an ID token with openid only', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')
    const members = { response_type: 'token', scope: 'aws.cognito.signin.user.admin' }

    const withIt = await signInOn(shop.browser(), shop.query({ response_type: 'token' }), 'alice')
    const without = await signInOn(shop.browser(), shop.query(members), 'alice')

    const location = withIt.headers.get('location')!
    expect(location.startsWith(`${callback}#id_token=`)).toBe(true)
    expect(Object.keys(sentTo(withIt).parameters)).toEqual([
      'id_token',
      'access_token',
      'expires_in',
      'token_type',
      'state',
    ])
    expect(sentTo(withIt).parameters).toMatchObject({ expires_in: '3600', token_type: 'Bearer', state: 's1' })
    expect(Object.keys(sentTo(without).parameters)).toEqual(['access_token', 'expires_in', 'token_type', 'state'])
  })

  test('goes to a scheme of one’s own', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')

    const response = await signInOn(shop.browser(), shop.query({ redirect_uri: 'myapp://callback' }), 'alice')

    expect(response.headers.get('location')).toMatch(/^myapp:\/\/callback\?code=[\da-f-]{36}&state=s1$/)
  })
})
