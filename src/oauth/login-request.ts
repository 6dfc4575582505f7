import type { Context } from '../context.ts'
import { findClient } from '../domain/clients/clients.ts'
import { requireRedirectUrl } from '../domain/clients/oauth.ts'
import type { Authorization } from '../domain/hosted/authorization.ts'
import { withParameters } from '../domain/hosted/grant.ts'
import { demand, OAuthError } from '../domain/hosted/oauth-error.ts'
import { grantedScopes } from '../domain/hosted/scopes.ts'
import { findProvider, findProviderByIdentifier } from '../domain/identity-providers/providers.ts'
import type { Client, HostedRequest } from './domain-request.ts'
import { Sent, Shown } from './leaving.ts'
import type { Parameters } from './parameters.ts'

/** An authorization request, with what only the pages need to know. */
export interface LoginRequest extends Authorization {
  readonly prompt: ReadonlySet<string>
  readonly loginHint: string | undefined
  /** The identity provider that the client chose; COGNITO for the pool itself. */
  readonly provider: string | undefined
  /** Seconds since the last fresh sign-in that the client accepts. */
  readonly maxAge: number | undefined
  /** Levels of assurance, space separated, best first. */
  readonly acrValues: string | undefined
}

type Subject = Pick<HostedRequest, 'pool' | 'managed'>

/**
 * Reads what authorize, login and every page between them were asked for. Documented: authorize endpoint page. Until the
 * redirect URI is known to be the client's, errors are shown; after it, they are sent there. Inferred: the order of each half.
 */
export function readLoginRequest(ctx: Context, subject: Subject, given: Parameters): LoginRequest {
  const client = requireClient(ctx, subject, given)
  const redirectUri = requireRedirectUri(client, given)
  return sendingErrors(redirectUri, given, () => {
    const responseType = requireResponseType(given)
    const codeChallenge = requireChallenge(given)
    requireGrant(client, responseType)
    const scope = requireScope(ctx, client, given)
    return {
      ...{ pool: subject.pool, client, redirectUri, responseType, codeChallenge, scope },
      resource: requireResource(given),
      state: given.one('state'),
      nonce: given.one('nonce'),
      prompt: subject.managed ? requirePrompt(given) : new Set<string>(),
      maxAge: subject.managed ? requireMaxAge(given) : undefined,
      // Documented: step-up page; the classic pages and pools on LITE ignore it.
      acrValues: subject.managed && subject.pool.settings.UserPoolTier !== 'LITE' ? given.one('acr_values') : undefined,
      provider: requireProvider(ctx, client, given),
      loginHint: given.one('login_hint'),
    }
  })
}

function requireClient(ctx: Context, { pool, managed }: Subject, given: Parameters): Client {
  const id = given.all.get('client_id')
  if (!id || given.isRepeated('client_id')) throw new Shown(managed ? 'no-client-managed' : 'no-client')
  const client = findClient(ctx, id)
  if (client?.poolId !== pool.id) throw new Shown('unknown-client', id)
  return client
}

function requireRedirectUri({ id, settings }: Client, given: Parameters): string {
  const { CallbackURLs = [], DefaultRedirectURI, SupportedIdentityProviders = [] } = settings
  // Documented: UserPoolClientType. With one provider the default takes the place of a missing one.
  const fallback = SupportedIdentityProviders.length === 1 ? DefaultRedirectURI : undefined
  const address = given.all.get('redirect_uri') || fallback
  if (!address || given.isRepeated('redirect_uri')) throw new Shown('no-redirect', id)
  if (!CallbackURLs.includes(address)) throw new Shown('redirect_mismatch', id)
  return address
}

function sendingErrors<T>(redirectUri: string, given: Parameters, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof OAuthError ? sent(redirectUri, given, error) : error
  }
}

/** Documented: authorize endpoint page. In the query whatever the response type; observed: the description comes first. */
function sent(redirectUri: string, given: Parameters, { code, description }: OAuthError): Sent {
  const state = given.isRepeated('state') ? undefined : (given.all.get('state') ?? undefined)
  const parameters = { error_description: description, state: state || undefined, error: code }
  return new Sent(withParameters(redirectUri, '?', parameters), description ?? code)
}

// Documented: a missing one. Inferred: one that is neither.
function requireResponseType(given: Parameters): 'code' | 'token' {
  const type = given.one('response_type')
  demand(type === 'code' || type === 'token', 'invalid_request')
  return type
}

// Documented: both parameters or neither, and S256 only. Inferred: the form, from RFC 7636.
function requireChallenge(given: Parameters): string | undefined {
  const challenge = given.one('code_challenge')
  const method = given.one('code_challenge_method')
  if (challenge === undefined && method === undefined) return undefined
  demand(challenge && method === 'S256' && /^[\w-]{43}$/.test(challenge), 'invalid_request')
  return challenge
}

function requireGrant({ settings }: Client, type: 'code' | 'token'): void {
  const flow = type === 'code' ? 'code' : 'implicit'
  const allowed = settings.AllowedOAuthFlowsUserPoolClient && settings.AllowedOAuthFlows?.includes(flow)
  demand(allowed, 'unauthorized_client')
}

function requireScope(ctx: Context, client: Client, given: Parameters): string {
  const asked = given.one('scope')?.split(' ').filter(Boolean)
  const scopes = grantedScopes(ctx, client, asked)
  demand(scopes, 'invalid_scope')
  return scopes.join(' ')
}

// Documented: one URL with TLS, of localhost, or of a scheme of one's own. Inferred: the error, from RFC 8707.
function requireResource(given: Parameters): string | undefined {
  demand(!given.isRepeated('resource'), 'invalid_target')
  const resource = given.one('resource')
  if (resource === undefined) return undefined
  try {
    requireRedirectUrl(resource)
  } catch {
    throw new OAuthError('invalid_target')
  }
  return resource
}

const prompts: readonly string[] = ['none', 'login', 'select_account', 'consent']

// Documented: the values, and that they can be combined. Inferred: none stands alone, as OpenID Connect has it.
function requirePrompt(given: Parameters): ReadonlySet<string> {
  const prompt = new Set(given.one('prompt')?.split(' ').filter(Boolean))
  const known = [...prompt].every((value) => prompts.includes(value))
  demand(known && (!prompt.has('none') || prompt.size === 1), 'invalid_request')
  return prompt
}

function requireMaxAge(given: Parameters): number | undefined {
  const age = given.one('max_age')
  demand(age === undefined || /^\d{1,9}$/.test(age), 'invalid_request')
  return age === undefined ? undefined : Number(age)
}

/** Documented: identity_provider by name, idp_identifier by what stands for it. Inferred: the error for one that is not there. */
function requireProvider(ctx: Context, client: Client, given: Parameters): string | undefined {
  const name = given.one('identity_provider')
  const identifier = given.one('idp_identifier')
  if (name === undefined && identifier === undefined) return undefined
  if (name === 'COGNITO') return name
  const provider =
    name === undefined
      ? findProviderByIdentifier(ctx, client.poolId, identifier ?? '')
      : findProvider(ctx, client.poolId, name)
  demand(
    provider && client.settings.SupportedIdentityProviders?.includes(provider.name),
    'invalid_request',
    'Identity provider is not available to the client',
  )
  return provider.name
}
