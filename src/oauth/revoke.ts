import { ApiError } from '../api/errors.ts'
import { secretsOf } from '../domain/clients/clients.ts'
import { demand, type OAuthCode, OAuthError } from '../domain/hosted/oauth-error.ts'
import { revokeRefreshToken } from '../domain/tokens/revoke-token.ts'
import { authenticateClient } from './client-authentication.ts'
import { api, inJson, preflight } from './cors.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { formOf } from './parameters.ts'

// Documented: revoke endpoint page; here alone a client that is not known gets 401.
const statuses = { invalid_client: 401 } as const

/** POST /oauth2/revoke. */
export const revoke = endpoint('Revoke', { POST: api(answer), OPTIONS: preflight }, inJson({ statuses }))

// Documented: revoke endpoint page. Tokens that are unknown or revoked already are no error.
async function answer(request: HostedRequest): Promise<Response> {
  const form = await formOf(request.c)
  demand(form, 'invalid_request')
  const client = authenticateClient(request, form)
  const Token = form.one('token')
  demand(Token, 'invalid_request')
  const ClientSecret = request.ctx.transact((inside) => secretsOf(inside, client.id)[0] ?? null) ?? undefined
  await revokeRefreshToken(request.ctx, { Token, ClientId: client.id, ClientSecret }).catch(translated)
  return new Response(null, { status: 200 })
}

const codes: Readonly<Record<string, OAuthCode>> = {
  UnsupportedTokenTypeException: 'unsupported_token_type',
  // Documented: revoke endpoint page, for a client that has revocation switched off.
  UnsupportedOperationException: 'invalid_request',
}

function translated(error: unknown): never {
  const code = error instanceof ApiError ? codes[error.name] : undefined
  throw code ? new OAuthError(code) : error
}
