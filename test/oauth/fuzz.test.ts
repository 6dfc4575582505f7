import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Browser, callback, challenge, hostedClient, hostedPlace, signInOn } from '../support/hosted.ts'
import { google, oidc } from '../support/identity-providers.ts'
import { confirmedUser, goodPassword } from '../support/people.ts'

const bye = 'http://localhost:3000/bye'

const paths = [
  '/oauth2/authorize',
  '/oauth2/idpresponse',
  '/oauth2/register',
  '/oauth2/revoke',
  '/oauth2/token',
  '/oauth2/userInfo',
  '/saml2/idpresponse',
  '/saml2/logout',
  '/_pretend',
  '/_assets/device-data.js',
  '/_assets/constructor',
  '/confirmForgotPassword',
  '/confirmUser',
  '/error',
  '/eventFeedback',
  '/forgotPassword',
  '/login',
  '/logout',
  '/mfa',
  '/newPassword',
  '/passkey',
  '/password',
  '/resendcode',
  '/passkeys/add',
  '/selectFactor',
  '/signup',
] as const

const script = '<script>alert(1)</script>'

/** Values that are right, nearly right, and meant to do harm. */
const values = [
  callback,
  `${callback}/../evil`,
  'https://evil.example/',
  '//evil.example',
  'javascript:alert(1)',
  'http://localhost:3000@evil.example',
  'myapp://callback',
  bye,
  'code',
  'token',
  'openid',
  'openid email profile',
  'S256',
  challenge,
  'none',
  'login',
  'select_account',
  'Google',
  'Corporate',
  'COGNITO',
  '__proto__',
  'constructor',
  script,
  `"><img src=x onerror=alert(1)>`,
  `'};alert(1);//`,
  '\u0000\r\nSet-Cookie: evil=1',
  '%0d%0aLocation:%20https://evil.example',
  'alice',
  goodPassword,
  '1',
  '-1',
  'ey.ey.ey',
  Buffer.from(JSON.stringify({ sub: script, email: 'x' })).toString('base64url'),
  '{"a":{}}',
  '',
]

const names = [
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'nonce', 'prompt', 'max_age', 'lang', 'resource'],
  ...['code_challenge', 'code_challenge_method', 'login_hint', 'identity_provider', 'idp_identifier', 'acr_values'],
  ...['grant_type', 'code', 'code_verifier', 'refresh_token', 'token', 'client_secret', 'aws_client_metadata', 'error'],
  ...['error_description', 'logout_uri', 'SAMLResponse', 'RelayState', 'provider', 'username', 'password', 'email'],
  ...['_csrf', 'cognitoAsfData', 'answer', 'newPassword', 'continue', 'credential', 'more', 'claim.sub'],
  ...['confirmation_code', 'user_name', 'user_pool_id', 'event_id', 'feedback_token', 'feedback_value', '__proto__'],
]

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...values) },
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const some = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 })

const requests = fc.record({
  path: fc.constantFrom(...paths),
  method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PUT', 'HEAD', 'OPTIONS'),
  query: some,
  form: some,
  /** Start from a request that is right. */
  usual: fc.boolean(),
  type: fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', ''),
  authorization: fc.option(fc.oneof(fc.constantFrom('Basic eDp5', 'Basic !', 'Bearer x', 'Bearer'), fc.string())),
  who: fc.constantFrom('nobody', 'alice', 'half'),
})

/** Where a response may send a browser: a path of this domain, or a place that the client registered. */
function mayGo(location: string): boolean {
  if (/^\/(?![/\\])/.test(location)) return true
  const registered = [callback, 'myapp://callback', bye]
  return registered.some((known) => location === known || ['?', '#'].some((glue) => location.startsWith(known + glue)))
}

describe('whatever is sent to the hosted pages', () => {
  test('there is no error of ours, no script but ours, and no way to a place that nobody registered', async () => {
    const shop = await hostedPlace({ managed: true, pool: { DcrConfiguration: { OpenDcrEnabled: true } } })
    for (const provider of [google, oidc]) {
      await shop.call('CreateIdentityProvider', { UserPoolId: shop.poolId, ...provider })
    }
    await shop.call('UpdateUserPoolClient', {
      ...hostedClient,
      ...{ UserPoolId: shop.poolId, ClientId: shop.clientId },
      SupportedIdentityProviders: ['COGNITO', 'Google', 'Corporate'],
    })
    await confirmedUser(shop, 'alice')
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword })
    const alice = shop.browser()
    await signInOn(alice, shop.query(), 'alice')
    const half = shop.browser()
    await signInOn(half, shop.query(), 'bob')
    await alice.get(`/login?${shop.query({ prompt: 'login' })}`)
    const browsers: Record<string, Browser> = { nobody: shop.browser(), alice, half }
    const statuses = new Set<number>()

    await fc.assert(
      fc.asyncProperty(requests, async ({ path, method, query, form, usual, type, authorization, who }) => {
        const search = new URLSearchParams(usual ? shop.query() : '')
        for (const [name, given] of query) search.set(name, given)
        const { cookies } = browsers[who]!
        const fields = new URLSearchParams(form)
        const token = cookies.get('XSRF-TOKEN')
        if (usual && token) fields.set('_csrf', token)
        const headers = new Headers()
        headers.set('cookie', [...cookies].map(([name, kept]) => `${name}=${kept}`).join('; '))
        if (type) headers.set('content-type', type)
        if (authorization !== null && /^[\x20-\x7e]*$/.test(authorization)) headers.set('authorization', authorization)
        const init = { method, headers, ...(method === 'POST' && { body: fields.toString() }) }

        const response = await shop.core.app.request(`${shop.origin}${path}?${search}`, init)

        statuses.add(response.status)
        expect(response.status).toBeLessThan(500)
        const location = response.headers.get('location')
        if (location !== null) expect(mayGo(location), location).toBe(true)
        expect(response.headers.get('set-cookie') ?? '').not.toContain('evil')
        const text = await response.text()
        if (response.headers.get('content-type')?.startsWith('text/html')) {
          expect(text.replaceAll(/<script src="\/_assets\/[\w.-]+" defer=""><\/script>/g, '')).not.toMatch(
            /<script|<img/,
          )
          expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
        }
      }),
      { numRuns: 1500, seed: 8 },
    )

    // The requests were not all refused at the door.
    expect([...statuses].toSorted()).toEqual(expect.arrayContaining([200, 302, 400, 401, 403, 405]))
  }, 120_000)
})
