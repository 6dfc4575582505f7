import { ApiError } from '../api/errors.ts'
import { demand, OAuthError } from '../domain/hosted/oauth-error.ts'
import {
  type ClientMetadata,
  registerClient,
  registrationScope,
  takesRegistrations,
} from '../domain/hosted/register-client.ts'
import { verifyMachineToken } from '../domain/tokens/access-token.ts'
import { api, inJson, preflight } from './cors.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { json } from './headers.ts'

/** POST /oauth2/register: applications register themselves. Documented: SDK of 2026. Inferred: the wire, from RFC 7591. */
export const register = endpoint('Register', { POST: api(answer), OPTIONS: preflight }, inJson({ challenge: true }))

/** The members that are texts, and those that are lists of them; any other is ignored. */
const texts = ['client_name', 'token_endpoint_auth_method', 'scope'] as const
const lists = ['redirect_uris', 'grant_types', 'response_types'] as const

function readMetadata(given: unknown): ClientMetadata {
  demand(typeof given === 'object' && given !== null && !Array.isArray(given), 'invalid_client_metadata')
  const members = given as Record<string, unknown>
  const isText = (value: unknown) => typeof value === 'string' && value.length <= 1024
  const known = [...texts, ...lists].filter((name) => members[name] !== undefined && members[name] !== null)
  for (const name of known) {
    const value = members[name]
    const isList = (lists as readonly string[]).includes(name)
    const fits = isList ? Array.isArray(value) && value.length <= 100 && value.every(isText) : isText(value)
    demand(fits, name === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata')
  }
  return Object.fromEntries(known.map((name) => [name, members[name]]))
}

async function answer(request: HostedRequest): Promise<Response> {
  const { ctx, c, pool } = request
  // Inferred: switched off, there is no such endpoint.
  if (!takesRegistrations(pool)) return new Response(null, { status: 404 })
  const authenticated = await authenticate(request)
  const given = readMetadata(await c.req.json().catch(() => undefined))
  const registered = ctx.transact((inside) => registerClient(inside, pool, given, { authenticated }))
  return json(registered, 201, { 'cache-control': 'no-store' })
}

/** Whether the caller has a token to register with. A valid one counts even where none is needed; a bad one never does. */
async function authenticate({ ctx, c, pool }: HostedRequest): Promise<boolean> {
  const header = c.req.header('authorization')
  if (header === undefined) {
    demand(pool.settings.DcrConfiguration?.OpenDcrEnabled, 'invalid_token', 'An access token is needed')
    return false
  }
  const [, bearer = ''] = /^bearer +(\S+)$/i.exec(header.trim()) ?? []
  const token = await verifyMachineToken(ctx, bearer).catch((error: unknown) => {
    throw error instanceof ApiError ? new OAuthError('invalid_token', error.message) : error
  })
  demand(token.poolId === pool.id, 'invalid_token')
  demand(token.scopes.includes(registrationScope), 'insufficient_scope')
  return true
}
