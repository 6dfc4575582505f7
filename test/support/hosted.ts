import { createHash } from 'node:crypto'
import type { CreateUserPoolClientRequest } from '../../src/api/generated/types.ts'
import { goodPassword, type Place, type PlaceOptions, place } from './people.ts'

/** Where the client of a hosted place is called back. */
export const callback = 'http://localhost:3000/callback'

/** A place whose pool has the domain `shop`, and whose client may use all of the hosted pages. */
export interface HostedPlace extends Place {
  /** `http://shop.localhost:4590` */
  readonly origin: string
  /** The query of an authorization request; members given replace or, as undefined, remove the usual ones. */
  query(members?: Record<string, string | undefined>): string
  /** A browser of its own, with its own cookies, on the pages of the domain. */
  browser(headers?: Record<string, string>): Browser
}

/** Settings of a client that may use code and implicit grant. */
export const hostedClient: Partial<CreateUserPoolClientRequest> = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code', 'implicit'],
  AllowedOAuthScopes: ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [callback, 'myapp://callback'],
  LogoutURLs: ['http://localhost:3000/bye'],
  SupportedIdentityProviders: ['COGNITO'],
}

/** Opens a hosted place; `managed` gives the domain managed login and the client a style. */
export async function hostedPlace(options: PlaceOptions & { managed?: boolean } = {}): Promise<HostedPlace> {
  const shop = await place({ ...options, client: { ...hostedClient, ...options.client } })
  const { call, poolId, clientId } = shop
  const version = options.managed ? { ManagedLoginVersion: 2 } : {}
  await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop', ...version })
  if (options.managed) {
    const style = { UserPoolId: poolId, ClientId: clientId, UseCognitoProvidedValues: true }
    await call('CreateManagedLoginBranding', style)
  }
  const origin = 'http://shop.localhost:4590'
  return {
    ...shop,
    origin,
    query(members = {}) {
      const usual = { response_type: 'code', client_id: clientId, redirect_uri: callback, scope: 'openid', state: 's1' }
      const all = Object.entries({ ...usual, ...members }).filter(([, value]) => value !== undefined)
      return new URLSearchParams(all as [string, string][]).toString()
    },
    browser: (headers = {}) => browserOn(shop, origin, headers),
  }
}

/** What a test does in a browser without JavaScript. Redirects are not followed. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(path: string): Promise<Response>
  /** Opens the page, fills its form in and posts it. */
  fill(path: string, fields: Record<string, string>): Promise<Response>
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
}

function browserOn(shop: Place, origin: string, headers: Record<string, string>): Browser {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const url = path.startsWith('http') ? path : origin + path
    const sent = { ...headers, ...(cookie && { cookie }), ...(init.headers as Record<string, string>) }
    const response = await shop.core.app.request(url, { ...init, headers: sent, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  const post: Browser['post'] = (path, fields, more = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
      body: new URLSearchParams(fields).toString(),
    })
  return {
    cookies,
    get: (path) => send(path),
    post,
    async fill(path, fields) {
      const html = await (await send(path)).text()
      return post(path, { _csrf: hiddenField(html, '_csrf'), ...fields })
    },
  }
}

/** The value of a hidden field in a page. */
export function hiddenField(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
}

/** What a page says is wrong. */
export async function problemOf(response: Response): Promise<string | undefined> {
  return /<p class="problem[^>]*>([^<]*)</.exec(await response.text())?.[1]?.replaceAll('&#39;', "'")
}

/** Signs a user in with a password; answers the last response, a redirect where all is well. */
export function signInOn(browser: Browser, query: string, username: string, password = goodPassword) {
  return browser.fill(`/login?${query}`, { username, password })
}

/** The parameters of the address to which a response sends the browser, those after the # included. */
export function sentTo(response: Response): { to: string; parameters: Record<string, string> } {
  const url = new URL(response.headers.get('location') ?? '', 'http://nowhere.invalid')
  const parameters = Object.fromEntries([...url.searchParams, ...new URLSearchParams(url.hash.slice(1))])
  return { to: (url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin) + url.pathname, parameters }
}

/** The code that a user's sign-in ends in. */
export async function codeFor(shop: HostedPlace, username: string, members: Record<string, string> = {}) {
  const response = await signInOn(shop.browser(), shop.query(members), username)
  return sentTo(response).parameters['code']!
}

/** Posts a form to an endpoint and answers status and JSON. */
export async function postForm(
  shop: HostedPlace,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await shop.browser().post(path, fields, headers)
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {}, headers: response.headers }
}

/** Exchanges a code as a public client does. */
export function exchange(shop: HostedPlace, code: string, more: Record<string, string> = {}) {
  const fields = { grant_type: 'authorization_code', client_id: shop.clientId, redirect_uri: callback, code, ...more }
  return postForm(shop, '/oauth2/token', fields)
}

/** A PKCE verifier and its challenge. */
export const verifier = 'a-verifier-of-at-least-43-characters-for-the-tests'
export const challenge = createHash('sha256').update(verifier).digest('base64url')
