import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostedOperations } from '../../src/kernel/hosted-operations.ts'
import {
  type Browser,
  callback,
  codeFor,
  exchange,
  type HostedPlace,
  hostedClient,
  hostedPlace,
  sentTo,
  signInOn,
} from '../support/hosted.ts'
import { bye, type FuzzedRequest, type GivenOut, paths, requests, rightFor, secret } from '../support/hosted-fuzz.ts'
import { google, oidc } from '../support/identity-providers.ts'
import { confirmedUser, goodPassword } from '../support/people.ts'

/** A longer run takes its number from the environment. */
const numRuns = Number(process.env['FUZZ_REQUESTS'] ?? 4000)

/** Where a response may send a browser, or let it go: a path of this domain, or a place that the client registered. */
function mayGo(location: string): boolean {
  if (/^\/(?![/\\])/.test(location)) return true
  const registered = [callback, 'myapp://callback', bye]
  return registered.some((known) => location === known || ['?', '#'].some((glue) => location.startsWith(known + glue)))
}

/** A pool with everything that has a page, and people at every stage of a sign-in. */
async function busyPlace() {
  const shop = await hostedPlace({
    managed: true,
    pool: { DcrConfiguration: { OpenDcrEnabled: true } },
    emulator: { logLevel: 'silent' },
  })
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
  await alice.get(`/login?${shop.query({ prompt: 'login' })}`)
  const half = shop.browser()
  await signInOn(half, shop.query(), 'bob')
  const leaving = shop.browser()
  const away = await leaving.get(`/oauth2/authorize?${shop.query({ identity_provider: 'Google' })}`)
  await leaving.get(new URL(away.headers.get('location')!, shop.origin).href)
  const { body } = await exchange(shop, await codeFor(shop, 'alice'))
  const given = {
    state: sentTo(away).parameters['state']!,
    code: await codeFor(shop, 'alice'),
    accessToken: String(body['access_token']),
    refreshToken: String(body['refresh_token']),
  }
  return { shop, browsers: { nobody: shop.browser(), alice, half, leaving }, given }
}

/** The request as it goes over the wire. */
function requestOf(shop: HostedPlace, fuzzed: FuzzedRequest, browser: Browser, given: GivenOut): Request {
  const { path, method, query, form, raw } = fuzzed
  const isRight = fuzzed.right !== 'nothing'
  const right = isRight ? rightFor(shop, path, given) : { query: '', form: {}, headers: {} }
  const search = new URLSearchParams(right.query)
  const fields = new URLSearchParams(right.form)
  // Now and then a name comes twice.
  const others = fuzzed.right === 'query' ? [] : query
  for (const [i, [name, value]] of others.entries()) search[i % 3 === 0 ? 'append' : 'set'](name, value)
  for (const [i, [name, value]] of form.entries()) fields[i % 3 === 0 ? 'append' : 'set'](name, value)
  // The cookie of a visit has a name for each client.
  const forged = Object.entries(fuzzed.cookies).map(
    ([name, value]) => [name === 'cognito-visit' ? `${name}-${shop.clientId}` : name, value] as const,
  )
  const cookies: Record<string, string> = { ...Object.fromEntries(browser.cookies), ...Object.fromEntries(forged) }
  if (isRight && cookies['XSRF-TOKEN']) fields.set('_csrf', cookies['XSRF-TOKEN'])
  const headers = new Headers({ 'content-type': fuzzed.type, ...fuzzed.headers, ...right.headers })
  headers.set('cookie', cookieHeader(cookies))
  const isJson = headers.get('content-type') === 'application/json'
  const application = { redirect_uris: [callback], token_endpoint_auth_method: 'none', ...Object.fromEntries(form) }
  const text = isJson ? JSON.stringify(application) : fields + raw.query
  const body = raw.body ? Buffer.concat([Buffer.from(text), raw.body]) : text
  const sent = ['GET', 'HEAD'].includes(method) ? {} : { body }
  const end = fuzzed.right === 'query' ? '' : raw.query
  const place = fuzzed.inPath ? 'http://localhost:4590/_domains/shop' : shop.origin
  return new Request(`${place}${path}?${search}${end}`, { method, headers, ...sent })
}

function cookieHeader(cookies: Readonly<Record<string, string>>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
}

/** What would be wrong with any answer. */
async function examine(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500)
  const location = response.headers.get('location')
  if (location !== null) expect(mayGo(location), location).toBe(true)
  for (const cookie of response.headers.getSetCookie()) {
    expect(cookie).toMatch(
      /^[\w-]+=[^;]*; Path=\/(?:_domains\/shop)?; (?:Max-Age=\d+; )?HttpOnly; SameSite=Lax(?:; Secure)?$/,
    )
    expect(cookie).not.toContain('evil')
  }
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/html')) {
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const ours = /<script src="(?:\/_domains\/shop)?\/_assets\/[\w.-]+" defer=""><\/script>/g
    expect(text.replaceAll(ours, '')).not.toMatch(/<script|<img|http-equiv|<[^>]* on\w+=/i)
    const noIcon = '<link rel="icon" href="data:,"/>'
    for (const [, address] of text.replace(noIcon, '').matchAll(/ (?:href|action|src|formaction)="([^"]*)"/g)) {
      expect(mayGo(address!.replaceAll('&amp;', '&')), address).toBe(true)
    }
  } else if (text !== '') {
    // Browsers must not take anything else for a page.
    expect(type).toMatch(/^(?:application\/json|text\/javascript)/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    if (type.startsWith('application/json')) JSON.parse(text)
  }
}

/** The code or token that a response sends to the client, if it does. */
function codeIn(response: Response): string[] {
  const { code, access_token: token } = sentTo(response).parameters
  return [code, token].filter((text) => text !== undefined)
}

describe('whatever is sent to the hosted pages', () => {
  test('there is no error of ours, no script but ours, no way out that nobody registered, no secret written down', async () => {
    const { shop, browsers, given } = await busyPlace()
    const { control, kernel, app } = shop.core
    const image = control.snapshot()
    const kept = Object.values(browsers).flatMap(({ cookies }) => [...cookies.values()])
    const secrets = [secret, goodPassword, given.code, given.accessToken, given.refreshToken, ...kept]
    const seen = { statuses: new Set<number>(), operations: new Set<string>() }
    let runs = 0

    await fc.assert(
      fc.asyncProperty(requests, async (fuzzed) => {
        // Somebody signs out or uses an answer up sooner or later.
        if (runs++ % 20 === 0) control.restore(image)
        kernel.log.clear()

        const response = await app.request(requestOf(shop, fuzzed, browsers[fuzzed.who], given))

        await examine(response)
        const written = JSON.stringify(kernel.log.entries)
        for (const text of [...secrets, ...codeIn(response)]) expect(written).not.toContain(text)
        expect(kernel.log.entries.filter(({ stack }) => stack)).toEqual([])
        seen.statuses.add(response.status)
        for (const { operation } of kernel.log.entries) seen.operations.add(operation)
      }),
      { numRuns, seed: 8 },
    )

    // The requests were not all refused at the door, and no door was left out.
    expect([...seen.statuses]).toEqual(expect.arrayContaining([200, 201, 302, 400, 401, 403, 404, 405]))
    const domains = hostedOperations.filter((name) => !['jwks.json', 'openid-configuration'].includes(name))
    expect(domains.filter((name) => !seen.operations.has(name))).toEqual([])
  }, 240_000)

  test.each(paths)('%s answers what is huge, of any kind, with no error of ours', async (path) => {
    const { shop, browsers, given } = await busyPlace()
    const huge = 'x'.repeat(300_000)
    const { query } = rightFor(shop, path, given)
    const cookie = cookieHeader(Object.fromEntries(browsers.half.cookies))
    const token = browsers.half.cookies.get('XSRF-TOKEN') ?? ''
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const inits: RequestInit[] = [
      { headers: { cookie: `${cookie}; cognito=${huge}; XSRF-TOKEN=${huge}` } },
      { headers: { authorization: `Bearer ${huge}`, 'accept-language': huge, 'user-agent': huge } },
      { method: 'POST', headers: { ...form, cookie }, body: `_csrf=${token}&username=${huge}&code=${huge}` },
      { method: 'POST', headers: { ...form, cookie }, body: `_csrf=${token}&${'a=b&'.repeat(50_000)}` },
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '['.repeat(200_000) },
      { method: 'POST', headers: { ...form, cookie, 'content-length': '-1' }, body: `_csrf=${token}` },
    ]

    for (const init of inits) {
      await examine(await shop.core.app.request(`${shop.origin}${path}?${query}`, init))
      await examine(await shop.core.app.request(`${shop.origin}${path}?${query}&state=${huge}&username=${huge}`, init))
    }
    expect(shop.core.kernel.log.entries.filter(({ stack }) => stack)).toEqual([])
  })
})
