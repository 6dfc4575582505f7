import { ApiError } from '../../api/errors.ts'
import type { OAuthFlowType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { secretsOf } from '../clients/clients.ts'
import { createClient } from '../clients/create.ts'
import { requireRedirectUrl } from '../clients/oauth.ts'
import { demand, OAuthError } from './oauth-error.ts'

/** The scope with which an app client may register others. */
export const registrationScope = 'aws.cognito/dcr/register'

/** What an application says about itself. Documented: RFC 7591; unknown members are ignored. */
export interface ClientMetadata {
  readonly redirect_uris?: readonly string[] | undefined
  readonly client_name?: string | undefined
  readonly grant_types?: readonly string[] | undefined
  readonly response_types?: readonly string[] | undefined
  readonly token_endpoint_auth_method?: string | undefined
  readonly scope?: string | undefined
}

/** A client that registered itself, as it is told about it. */
export interface RegisteredClient {
  readonly client_id: string
  readonly client_secret?: string
  readonly client_secret_expires_at?: 0
  readonly client_id_issued_at: number
  readonly client_name: string
  readonly redirect_uris: readonly string[]
  readonly grant_types: readonly string[]
  readonly response_types: readonly string[]
  readonly token_endpoint_auth_method: string
  readonly scope: string
}

/** Whether applications can register themselves at the pool at all. */
export function takesRegistrations({ settings }: Pool): boolean {
  return settings.DcrConfiguration?.EnableStatus === 'Enabled' && settings.UserPoolTier !== 'LITE'
}

const grantFlows: Readonly<Record<string, OAuthFlowType>> = {
  authorization_code: 'code',
  client_credentials: 'client_credentials',
}
const alwaysAllowed: readonly string[] = ['openid', 'email', 'phone', 'profile']
const authenticationMethods: readonly string[] = ['none', 'client_secret_basic', 'client_secret_post']

/**
 * Makes the app client of an application that registers itself. Documented: SDK of 2026, what each kind of registration may
 * ask for. Inferred: everything about the wire, from RFC 7591.
 */
export function registerClient(
  ctx: Context,
  pool: Pool,
  metadata: ClientMetadata,
  { authenticated }: { authenticated: boolean },
): RegisteredClient {
  const flows = requireGrants(pool, metadata, authenticated)
  const method = metadata.token_endpoint_auth_method ?? 'client_secret_basic'
  demand(authenticationMethods.includes(method), 'invalid_client_metadata')
  const forMachines = flows.includes('client_credentials')
  demand(!forMachines || (flows.length === 1 && method !== 'none'), 'invalid_client_metadata')
  const { client_name: name = 'Dynamically registered client' } = metadata
  // Documented: CreateUserPoolClient API page, the form of names.
  demand(/^[\w\s+=,.@-]{1,128}$/.test(name), 'invalid_client_metadata')
  const redirectUris = requireRedirects(metadata, !forMachines)
  const scopes = requireScopes(pool, metadata, forMachines)
  const client = create(ctx, pool, {
    ClientName: name,
    GenerateSecret: method !== 'none',
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: flows,
    AllowedOAuthScopes: scopes,
    ...(redirectUris.length > 0 && { CallbackURLs: redirectUris }),
    ...(!forMachines && { SupportedIdentityProviders: ['COGNITO'] }),
  })
  const [secret] = secretsOf(ctx, client.id)
  return {
    client_id: client.id,
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 as const }),
    client_id_issued_at: Math.floor(client.createdAt / 1000),
    ...{ client_name: client.name, redirect_uris: redirectUris, grant_types: grantTypes(metadata) },
    response_types: forMachines ? [] : ['code'],
    token_endpoint_auth_method: method,
    scope: scopes.join(' '),
  }
}

function grantTypes({ grant_types }: ClientMetadata): readonly string[] {
  return grant_types && grant_types.length > 0 ? grant_types : ['authorization_code']
}

function requireGrants({ settings }: Pool, metadata: ClientMetadata, authenticated: boolean): OAuthFlowType[] {
  const { AuthenticatedGrantTypes = [], OpenDcrGrantTypes = [] } = settings.DcrConfiguration ?? {}
  // Documented: implicit is accepted there and ignored.
  const listed = authenticated ? AuthenticatedGrantTypes : OpenDcrGrantTypes
  const allowed: readonly (OAuthFlowType | undefined)[] = listed.filter((flow) => flow !== 'implicit')
  demand(allowed.length > 0, 'invalid_client_metadata', 'No grant type is allowed for this kind of registration')
  const wanted = grantTypes(metadata).filter((type) => type !== 'refresh_token')
  const flows = wanted.map((type) => (Object.hasOwn(grantFlows, type) ? grantFlows[type] : undefined))
  for (const flow of flows) demand(flow && allowed.includes(flow), 'invalid_client_metadata')
  const responses = metadata.response_types ?? []
  demand(flows.length > 0 && responses.every((type) => type === 'code'), 'invalid_client_metadata')
  return [...new Set(flows as OAuthFlowType[])] // each was looked at in the loop above
}

function requireRedirects({ redirect_uris = [] }: ClientMetadata, needed: boolean): string[] {
  demand(!needed || redirect_uris.length > 0, 'invalid_redirect_uri')
  for (const address of redirect_uris) {
    try {
      requireRedirectUrl(address)
    } catch (error) {
      throw error instanceof ApiError ? new OAuthError('invalid_redirect_uri', error.message) : error
    }
  }
  return [...redirect_uris]
}

/** Documented: the scopes of OpenID Connect are always allowed, others where the pool lists them, that of registering never. */
function requireScopes({ settings }: Pool, { scope }: ClientMetadata, forMachines: boolean): string[] {
  const listed = (settings.DcrConfiguration?.AllowedScopes ?? []).filter((name) => name !== registrationScope)
  const custom = listed.filter((name) => name.includes('/'))
  const allowed = forMachines ? custom : [...new Set([...alwaysAllowed, ...listed])]
  const asked = scope?.split(' ').filter(Boolean)
  const scopes = asked && asked.length > 0 ? [...new Set(asked)] : forMachines ? custom : [...alwaysAllowed]
  demand(scopes.length > 0 && scopes.every((name) => allowed.includes(name)), 'invalid_client_metadata')
  return scopes
}

function create(ctx: Context, pool: Pool, request: Parameters<typeof createClient>[2]): Client {
  try {
    return createClient(ctx, pool, request, 'DCR')
  } catch (error) {
    throw error instanceof ApiError ? new OAuthError('invalid_client_metadata', error.message) : error
  }
}
