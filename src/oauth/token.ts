import { ApiError } from '../api/errors.ts'
import type { AuthenticationResultType } from '../api/generated/types.ts'
import { exchangeCode } from '../domain/hosted/exchange-code.ts'
import { demand, OAuthError } from '../domain/hosted/oauth-error.ts'
import { refreshAtEndpoint } from '../domain/hosted/refresh.ts'
import { issueMachineToken, machineScopes } from '../domain/tokens/client-credentials.ts'
import { authenticateClient } from './client-authentication.ts'
import { api, inJson, preflight } from './cors.ts'
import type { Client, HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { json } from './headers.ts'
import { formOf, type Parameters } from './parameters.ts'

/** POST /oauth2/token. */
export const token = endpoint('Token', { POST: api(answer), OPTIONS: preflight }, inJson())

type Grant = (request: HostedRequest, client: Client, form: Parameters) => Promise<AuthenticationResultType>

const grants: Readonly<Record<string, Grant>> = {
  authorization_code: byCode,
  refresh_token: byRefreshToken,
  client_credentials: byClientCredentials,
}

// Inferred: the order: content type, grant type, client, what the client may, what it presents.
async function answer(request: HostedRequest): Promise<Response> {
  const form = await formOf(request.c)
  // Observed: amazon-cognito-auth-js#52. Another content type gets 405 and nothing else.
  if (!form) return new Response(null, { status: 405 })
  const type = form.one('grant_type')
  demand(type, 'invalid_request')
  const grant = Object.hasOwn(grants, type) ? grants[type] : undefined
  demand(grant, 'unsupported_grant_type')
  const counted = type === 'client_credentials' ? 'Token_POST client_credentials' : 'Token_POST'
  request.server.kernel.quotas.count(counted, request.ctx, request.pool.id)
  const client = authenticateClient(request, form)
  const tokens = await grant(request, client, form).catch(explained)
  // Observed: captures, the members in this order.
  return json({
    id_token: tokens.IdToken,
    access_token: tokens.AccessToken,
    refresh_token: tokens.RefreshToken,
    expires_in: tokens.ExpiresIn,
    token_type: tokens.TokenType,
  })
}

async function byCode(request: HostedRequest, client: Client, form: Parameters): Promise<AuthenticationResultType> {
  requireFlow(client, 'code')
  const code = form.one('code')
  const redirectUri = form.one('redirect_uri')
  demand(code && redirectUri, 'invalid_request')
  const { ctx, pool } = request
  return exchangeCode(ctx, { pool, client, code, redirectUri, codeVerifier: form.one('code_verifier') })
}

async function byRefreshToken(
  { ctx, pool }: HostedRequest,
  client: Client,
  form: Parameters,
): Promise<AuthenticationResultType> {
  const refreshToken = form.one('refresh_token')
  demand(refreshToken, 'invalid_request')
  return refreshAtEndpoint(ctx, { pool, client, refreshToken })
}

async function byClientCredentials(
  { ctx, pool }: HostedRequest,
  client: Client,
  form: Parameters,
): Promise<AuthenticationResultType> {
  requireFlow(client, 'client_credentials')
  const asked = form.one('scope')?.split(' ').filter(Boolean)
  const clientMetadata = metadataOf(form.one('aws_client_metadata'))
  const scopes = ctx.transact((inside) => machineScopes(inside, pool, client, asked) ?? null)
  demand(scopes, 'invalid_scope')
  return issueMachineToken(ctx, { pool, client, scopes, clientMetadata })
}

function requireFlow({ settings }: Client, flow: 'code' | 'client_credentials'): void {
  const allowed = settings.AllowedOAuthFlowsUserPoolClient && settings.AllowedOAuthFlows?.includes(flow)
  demand(allowed, 'unauthorized_client')
}

/** Documented: token endpoint page; an object of texts as JSON. Inferred: the error for anything else. */
function metadataOf(given: string | undefined): Record<string, string> | undefined {
  if (given === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(given)
  } catch {
    throw new OAuthError('invalid_request')
  }
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  demand(isMap && Object.values(value as object).every((entry) => typeof entry === 'string'), 'invalid_request')
  return value as Record<string, string> // every member was looked at in the line above
}

/** Inferred: a function of the pool that fails shows its error here as it does in redirects. */
function explained(error: unknown): never {
  throw error instanceof ApiError ? new OAuthError('invalid_request', error.message) : error
}
