import fc from 'fast-check'
import { pagePaths } from '../../src/oauth/routes.ts'
import { callback, challenge, type HostedPlace, verifier } from './hosted.ts'
import { goodPassword } from './people.ts'

/** Where the client lets browsers go after they have signed out. */
export const bye = 'http://localhost:3000/bye'
/** What reflected markup would bring into a page. */
export const script = '<script>alert(1)</script>'
/** Part of values in places for secrets: nothing of it may be written down. */
export const secret = 'Sesame-9xQ'

/** Everything that answers on a domain, of what has its own form one that is there and one that is not. */
export const paths: readonly string[] = [
  ...pagePaths,
  '/_assets/device-data.js',
  '/_assets/constructor',
  '/us-east-1_x/ALL/1/assets/images/image.jpg',
]

/** A request to a domain, as far as chance decides about it. */
export interface FuzzedRequest {
  readonly path: string
  /** Whether the domain is named in the path rather than by the host. */
  readonly inPath: boolean
  readonly method: string
  /** How much of what is right for the path is left as it is. */
  readonly right: 'query' | 'some' | 'nothing'
  readonly query: readonly (readonly [string, string])[]
  readonly form: readonly (readonly [string, string])[]
  /** Goes behind query and form as it is, percent signs and all. */
  readonly raw: { readonly query: string; readonly body: Uint8Array | undefined }
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: Readonly<Record<string, string>>
  readonly who: 'nobody' | 'alice' | 'half' | 'leaving'
}

/** Values that are right, nearly right, and meant to do harm. */
const values = [
  ...[callback, `${callback}/../evil`, bye, 'myapp://callback', 'https://evil.example/', '//evil.example'],
  ...['javascript:alert(1)', 'http://localhost:3000@evil.example', '/\\evil.example', 'data:text/html,x'],
  ...['code', 'token', 'openid', 'openid email profile', 'S256', challenge, verifier, 'none', 'login', 'consent login'],
  ...['select_account', 'Google', 'Corporate', 'COGNITO', '__proto__', 'constructor', 'toString'],
  ...[script, `"><img src=x onerror=alert(1)>`, `'};alert(1);//`, `' OR 1=1 --`, '{{7*7}}'],
  ...[
    '\u0000\r\nSet-Cookie: evil=1',
    '%0d%0aLocation:%20https://evil.example',
    '\u202e\ufeff',
    '\ud800',
    '🙂'.repeat(90),
  ],
  ...['alice', 'bob', 'alice@example.com', '1', '-1', '1e999', 'NaN', 'ey.ey.ey', '{"a":{}}', '[]', 'null', '', ' '],
  ...['authorization_code', 'refresh_token', 'client_credentials', 'valid', 'invalid', 'de', 'x-klingon'],
  Buffer.from(JSON.stringify({ sub: script, email: 'x' })).toString('base64url'),
  'x'.repeat(10_000),
]

const names = [
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'nonce', 'prompt', 'max_age', 'lang', 'resource'],
  ...['code_challenge', 'code_challenge_method', 'login_hint', 'identity_provider', 'idp_identifier', 'acr_values'],
  ...['grant_type', 'aws_client_metadata', 'error', 'error_description', 'logout_uri', 'RelayState', 'provider'],
  ...['username', 'email', '_csrf', 'cognitoAsfData', 'continue', 'more', 'claim.sub', 'rememberDevice', 'user_name'],
  ...['user_pool_id', 'event_id', 'feedback_value', 'id_token_hint', 'user', 'SAMLRequest', 'SigAlg', '__proto__', ''],
]

/** What holds secrets. */
const secretNames = [
  ...['password', 'newPassword', 'code', 'code_verifier', 'refresh_token', 'token', 'client_secret', 'SAMLResponse'],
  ...['answer', 'credential', 'confirmation_code', 'feedback_token', 'Signature'],
]

const value = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...values) },
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const secretValue = fc.oneof(
  fc.constant(secret),
  fc.constantFrom(...values).map((text) => `${secret}${text}`),
  fc.constantFrom(...values),
)
const some = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...names), value) },
    fc.tuple(fc.constantFrom(...secretNames), secretValue),
  ),
  { maxLength: 6 },
)

/** No URL and no UTF-8. */
const broken = fc.constantFrom(
  '',
  '',
  '',
  '%',
  '&a=%zz',
  '&state=%ff%fe',
  '&%00=%c0%ae',
  '&=&&==',
  '&redirect_uri=%u0041',
)
const bytes = fc.option(fc.uint8Array({ maxLength: 300 }), { freq: 8, nil: undefined })

const header = fc.constantFrom(
  ...['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-for', 'forwarded', 'origin', 'referer', 'user-agent'],
  ...['accept-language', 'accept', 'x-http-method-override', 'access-control-request-headers', 'content-encoding'],
)
const printable = value.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '').trim())
const authorization = fc.oneof(
  fc.constantFrom('Basic eDp5', 'Basic !', 'Basic', 'Bearer', `Bearer ${secret}`, 'Bearer ey.ey.ey', 'Negotiate x'),
  printable,
)
const cookie = fc.constantFrom('cognito', 'XSRF-TOKEN', 'cognito-visit', 'csrf-state', 'cognito-device', 'lang', 'evil')

/** Requests of every kind to every path. */
export const requests: fc.Arbitrary<FuzzedRequest> = fc.record({
  path: fc.constantFrom(...paths),
  inPath: fc.boolean(),
  method: fc.constantFrom(
    ...Array(6).fill('GET'),
    ...Array(6).fill('POST'),
    'PUT',
    'DELETE',
    'PATCH',
    'HEAD',
    'OPTIONS',
  ),
  right: fc.constantFrom('query', 'some', 'nothing'),
  query: some,
  form: some,
  raw: fc.record({ query: broken, body: bytes }),
  type: fc.oneof(
    { weight: 6, arbitrary: fc.constant('application/x-www-form-urlencoded') },
    fc.constantFrom('application/json', 'multipart/form-data; boundary=x', 'text/plain', 'text/html;charset=utf-7', ''),
  ),
  headers: fc
    .tuple(fc.dictionary(header, printable, { maxKeys: 2 }), fc.option(authorization, { freq: 3 }))
    .map(([more, credentials]) => (credentials === null ? more : { ...more, authorization: credentials })),
  cookies: fc.dictionary(cookie, fc.oneof(printable, fc.constant(secret)), { maxKeys: 2 }),
  who: fc.constantFrom('nobody', 'alice', 'half', 'leaving'),
})

/** What the paths give out, to be brought back to others. */
export interface GivenOut {
  /** Of somebody who has left for Google. */
  readonly state: string
  /** A code that nobody has exchanged. */
  readonly code: string
  readonly accessToken: string
  readonly refreshToken: string
}

/** What is right for a path. */
export interface RightRequest {
  readonly query: string
  readonly form: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

/** The query, the fields and the headers that a path wants; most want an authorization request. */
export function rightFor({ query, clientId, poolId }: HostedPlace, path: string, given: GivenOut): RightRequest {
  const claims = Buffer.from(JSON.stringify({ sub: '7', email: 'gina@example.com' })).toString('base64url')
  const link = { user_pool_id: poolId, user_name: 'alice', event_id: 'x', feedback_value: 'valid' }
  const queries: Readonly<Record<string, Record<string, string>>> = {
    '/oauth2/idpresponse': { state: given.state, code: claims },
    '/saml2/idpresponse': { RelayState: given.state, SAMLResponse: claims },
    '/_pretend': { state: given.state, provider: 'Google' },
    '/logout': { client_id: clientId, logout_uri: bye },
    '/eventFeedback': { ...link, feedback_token: secret },
  }
  const grant = { grant_type: 'authorization_code', redirect_uri: callback }
  const forms: Readonly<Record<string, Record<string, string>>> = {
    '/oauth2/token': { ...grant, client_id: clientId, code: given.code },
    '/oauth2/revoke': { client_id: clientId, token: given.refreshToken },
    '/login': { username: 'alice', password: goodPassword },
    '/signup': { username: 'carol', password: goodPassword, email: 'carol@example.com' },
    '/newPassword': { newPassword: goodPassword, answer: goodPassword },
    '/forgotPassword': { username: 'alice' },
    '/confirmUser': { code: secret },
    '/_pretend': { 'claim.sub': script, 'claim.email': 'gina@example.com' },
  }
  const headers: Readonly<Record<string, Record<string, string>>> = {
    '/oauth2/userInfo': { authorization: `Bearer ${given.accessToken}` },
    '/oauth2/register': { 'content-type': 'application/json' },
  }
  return {
    query: queries[path] ? new URLSearchParams(queries[path]).toString() : query(),
    form: forms[path] ?? queries[path] ?? {},
    headers: headers[path] ?? {},
  }
}
