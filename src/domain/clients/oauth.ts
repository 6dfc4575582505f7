import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { ClientSettings } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { isCustomScope } from '../pools/resource-servers.ts'

/** Scopes that no resource server defines. Documented: CreateUserPoolClient API page; the last one: SDK of 2026. */
export const systemScopes: readonly string[] = [
  'phone',
  'email',
  'openid',
  'profile',
  'aws.cognito.signin.user.admin',
  'aws.cognito/dcr/register',
]

/** Throws what the service says about OAuth settings. Observed: deployments of 2026 for the texts, unless a line says otherwise. */
export function requireOAuth(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  settings: ClientSettings,
  { confidential }: { confidential: boolean },
): void {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [], CallbackURLs: callbacks = [] } = settings
  ensure(
    !settings.AllowedOAuthFlowsUserPoolClient || (flows.length > 0 && scopes.length > 0),
    invalid('AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.'),
  )
  const forUsers = flows.includes('code') || flows.includes('implicit')
  if (flows.includes('client_credentials')) {
    ensure(!forUsers, badFlow('client_credentials flow can not be selected along with code flow or implicit flow.'))
    ensure(
      confidential,
      badFlow('client_credentials flow can not be selected if client does not have a client secret.'),
    )
  }
  ensure(
    !forUsers || callbacks.length > 0,
    invalid('CallbackUrls can not be empty when code flow or implicit flow is selected'),
  )
  for (const url of [...callbacks, ...(settings.LogoutURLs ?? [])]) requireRedirectUrl(url)
  const { DefaultRedirectURI } = settings
  ensure(
    DefaultRedirectURI === undefined || callbacks.includes(DefaultRedirectURI),
    invalid(`The default redirect URI ${DefaultRedirectURI} is not in the callback URIs list.`),
  )
  requireScopes(ctx, pool, settings)
}

/** Throws unless pages may redirect to this address. */
export function requireRedirectUrl(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  // Documented: CreateUserPoolClient API page; an absolute URI. Inferred: the text.
  ensure(url, invalid(`${address} is not a valid redirect URI.`))
  // Observed: deployments of 2026.
  ensure(!address.includes('#'), invalid(`${address} cannot use fragment`))
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  // Documented: http is for testing on one's own machine only.
  ensure(url.protocol !== 'http:' || local, invalid(`${address} cannot use the HTTP protocol.`))
}

function requireScopes(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  { AllowedOAuthScopes = [], ClientType }: ClientSettings,
): void {
  const unknown = AllowedOAuthScopes.find(
    (scope) => !systemScopes.includes(scope) && !isCustomScope(ctx, pool.id, scope),
  )
  ensure(unknown === undefined, () => new ApiError('ScopeDoesNotExistException', `Invalid scope requested: ${unknown}`))
  // Documented: SDK of 2026; clients that registered themselves do not get the scope for registering others.
  ensure(
    ClientType !== 'DCR' || !AllowedOAuthScopes.includes('aws.cognito/dcr/register'),
    invalid('The scope aws.cognito/dcr/register is not allowed for this client.'),
  )
}

function badFlow(message: string): () => ApiError {
  return () => new ApiError('InvalidOAuthFlowException', message)
}
