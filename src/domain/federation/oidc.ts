import { createHash } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import type { FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import type { FederatedSignIn } from '../../store/schema/oauth.ts'
import { appleName, appleSecret, wantsForm } from './apple.ts'
import { ask, objectIn, type Said } from './ask.ts'
import { attributesWanted } from './attributes-wanted.ts'
import { type ExternalUser, textClaims } from './claims.ts'
import { expectThat, FederationError } from './federation-error.ts'
import { authorizeUrl, type Endpoints, endpointsOf } from './oidc-endpoints.ts'

/** What else goes to the provider with a sign-in. */
export interface Wishes {
  readonly loginHint?: string | undefined
  readonly prompt?: string | undefined
  readonly acrValues?: string | undefined
}

/** Where the browser has to go to sign in at an OAuth or OpenID Connect provider. */
export async function authorizationUrl(
  ctx: FlowContext,
  provider: IdentityProvider,
  { row, state }: { row: FederatedSignIn; state: string },
  wishes: Wishes,
): Promise<string> {
  const url = new URL(await authorizeUrl(ctx, provider))
  const parameters = {
    client_id: provider.details['client_id'],
    redirect_uri: row.returnUri,
    scope: provider.details['authorize_scopes'],
    response_type: 'code',
    state,
    // Documented: state and nonce are the pool's own. Ours: PKCE for every provider with ID tokens.
    ...(provider.details['oidc_issuer'] && {
      nonce: row.nonce,
      code_challenge: createHash('sha256').update(row.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
    // Documented: authorize endpoint page; hints go to OpenID Connect providers only.
    ...(provider.type === 'OIDC' && {
      login_hint: wishes.loginHint,
      prompt: wishes.prompt,
      acr_values: wishes.acrValues,
    }),
    ...(wantsForm(provider) && { response_mode: 'form_post' }),
  }
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value)
  return url.href
}

/** What a provider sends back with a browser. */
export interface CameBack {
  readonly code: string
  /** What Apple says about somebody who signs in for the first time, as JSON. */
  readonly user?: string | undefined
}

/** Who comes back from such a provider with a code. */
export async function redeemCode(
  ctx: FlowContext,
  provider: IdentityProvider,
  row: FederatedSignIn,
  { code, user }: CameBack,
): Promise<ExternalUser> {
  const endpoints = await endpointsOf(ctx, provider)
  const { tokens, now } = await requestTokens(ctx, provider, endpoints, row, code)
  const idToken = endpoints.issuer ? await verifyIdToken(ctx, provider, endpoints, row, tokens, now) : {}
  const isApple = provider.type === 'SignInWithApple'
  const userInfo = isApple ? appleName(user) : await requestAttributes(ctx, provider, endpoints, tokens, idToken)
  // Documented: OpenID Connect Core 5.3.2; both must be about the same person.
  const same = userInfo['sub'] === undefined || idToken.sub === undefined || userInfo['sub'] === idToken.sub
  expectThat(same, 'The sub of the ID token and that of userInfo differ')
  return {
    provider,
    claims: textClaims({ ...idToken, ...userInfo }),
    raw: { tokenResponse: withoutSecrets(tokens), idToken, userInfo },
    acr: typeof idToken['acr'] === 'string' ? idToken['acr'] : undefined,
  }
}

// Observed: a capture in a public proxy's tests; the body and the order of its members.
async function requestTokens(
  ctx: FlowContext,
  provider: IdentityProvider,
  { token, issuer }: Endpoints,
  row: FederatedSignIn,
  code: string,
): Promise<{ tokens: Record<string, unknown>; now: number }> {
  const { client_id = '', token_request_method = 'POST' } = provider.details
  const isApple = provider.type === 'SignInWithApple'
  const client_secret = isApple ? await appleSecret(provider) : provider.details['client_secret']
  const form = new URLSearchParams({ grant_type: 'authorization_code', client_id, redirect_uri: row.returnUri })
  if (client_secret) form.set('client_secret', client_secret)
  form.set('code', code)
  if (issuer) form.set('code_verifier', row.codeVerifier)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const said =
    token_request_method === 'GET'
      ? await ask(ctx, 'IdP token endpoint', withQuery(token, form))
      : await ask(ctx, 'IdP token endpoint', token, { method: 'POST', headers, body: form.toString() })
  const tokens = objectIn(said)
  if (said.status >= 400) ctx.note(`The token endpoint said: ${String(tokens?.['error'] ?? said.status)}`)
  // Documented: authorize endpoint page, the sentence.
  expectThat(said.status < 400 && tokens, `${provider.name} Error - ${said.status} error getting token`)
  return { tokens, now: said.now }
}

/** Documented: verified with the provider's own keys. Inferred: the sentences, but for that about time-outs. */
async function verifyIdToken(
  ctx: FlowContext,
  provider: IdentityProvider,
  { keys, issuer }: Endpoints,
  row: FederatedSignIn,
  tokens: Record<string, unknown>,
  now: number,
): Promise<JWTPayload> {
  const token = tokens['id_token']
  expectThat(typeof token === 'string', `${provider.name} gave no ID token`)
  expectThat(keys && issuer, `${provider.name} does not publish its keys`)
  const said = await ask(ctx, 'jwks uri', keys)
  const set = objectIn(said)
  expectThat(said.status === 200 && Array.isArray(set?.['keys']), `${provider.name} does not publish its keys`)
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(set as unknown as JSONWebKeySet), {
      issuer,
      audience: provider.details['client_id'] ?? '',
      algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
      currentDate: new Date(now),
      clockTolerance: 60,
      requiredClaims: ['exp', 'iat', 'sub'],
    })
    expectThat(payload['nonce'] === row.nonce, 'Bad nonce')
    return payload
  } catch (error) {
    ctx.note(`The ID token is refused: ${error instanceof Error ? error.message : String(error)}`)
    throw error instanceof FederationError ? error : new FederationError('Bad id_token issued by the IdP')
  }
}

/** What the provider's attributes endpoint says; nothing where there is none, or it needs no asking. */
async function requestAttributes(
  ctx: FlowContext,
  provider: IdentityProvider,
  { attributes }: Endpoints,
  tokens: Record<string, unknown>,
  idToken: JWTPayload,
): Promise<Record<string, unknown>> {
  const token = tokens['access_token']
  const wanted = attributesWanted(provider, idToken)
  if (!attributes || typeof token !== 'string' || wanted?.length === 0) return {}
  const said = await askAttributes(ctx, provider, attributes + (wanted ?? []).join(','), token)
  const claims = objectIn(said)
  expectThat(said.status < 400 && claims, `${provider.name} Error - ${said.status} error getting user attributes`)
  return claims
}

function askAttributes(ctx: FlowContext, provider: IdentityProvider, url: string, token: string): Promise<Said> {
  const method = provider.details['attributes_request_method'] ?? 'GET'
  return ask(ctx, 'IdP userinfo endpoint', url, { method, headers: { authorization: `Bearer ${token}` } })
}

function withQuery(address: string, query: URLSearchParams): string {
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}

/** Functions of the pool get the response without what is left of the conversation. */
function withoutSecrets(tokens: Record<string, unknown>): Record<string, unknown> {
  const { id_token: _, ...rest } = tokens
  return rest
}
