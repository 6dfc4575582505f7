import type { Context as HonoContext } from 'hono'
import type { FlowContext } from '../context.ts'
import { takesRegistrations } from '../domain/hosted/register-client.ts'
import { domainUrlOf } from '../domain/pools/domains.ts'
import { getPool } from '../domain/pools/pools.ts'
import { issuerOf } from '../domain/tokens/issuer.ts'
import { rsaKey, toJwk } from '../domain/tokens/keys.ts'
import { visit } from '../kernel/visit.ts'
import type { DomainServer } from './domain-request.ts'

/** A document about a pool that anybody may read. */
type Document = (ctx: FlowContext, poolId: string) => Promise<Record<string, unknown>>

/** The documents under `/<poolId>/.well-known/`. */
const documents: Readonly<Record<string, Document>> = {
  'jwks.json': keySet,
  'openid-configuration': configuration,
}

/** Answers `/<poolId>/.well-known/<document>`; undefined where there is no document of that name. */
export function wellKnown(
  server: DomainServer,
  c: HonoContext,
  poolId: string,
  name: string,
): Promise<Response> | undefined {
  const document = Object.hasOwn(documents, name) ? documents[name] : undefined
  if (!document) return undefined
  const request = {
    id: server.requestId(),
    operation: name,
    ipAddress: server.addressOf(c),
    userAgent: c.req.header('user-agent'),
  }
  return visit(server.kernel, request, async (ctx) => {
    ctx.transact((inside) => getPool(inside, poolId).id)
    // Applications in browsers read these documents, too.
    return Response.json(await document(ctx, poolId), { headers: { 'access-control-allow-origin': '*' } })
  })
}

/** Documented: two key pairs a pool, one for ID tokens and one for access tokens. */
async function keySet(ctx: FlowContext, poolId: string): Promise<Record<string, unknown>> {
  const keys = await Promise.all([rsaKey(ctx, poolId, 'id'), rsaKey(ctx, poolId, 'access')])
  return { keys: keys.map(toJwk) }
}

/** Observed: a captured document, members in this order; end_session and revocation endpoint are in newer ones. */
async function configuration(ctx: FlowContext, poolId: string): Promise<Record<string, unknown>> {
  const pages = ctx.transact((inside) => domainUrlOf(inside, { id: poolId }) ?? null)
  const registration = pages && ctx.transact((inside) => takesRegistrations(getPool(inside, poolId)))
  // Observed: Stack Overflow 47664727. Without a domain the endpoints are named all the same, and do not work.
  const own = `${ctx.baseUrl()}/${poolId}`
  const endpoint = (name: string) => (pages ? `${pages}/${pagePath[name] ?? name}` : `${own}/${name}`)
  return {
    authorization_endpoint: endpoint('authorize'),
    end_session_endpoint: endpoint('logout'),
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: ctx.transact((inside) => issuerOf(inside, getPool(inside, poolId))),
    // Ours: where this server answers, whatever the form of the issuer.
    jwks_uri: `${own}/.well-known/jwks.json`,
    // Documented: SDK of 2026; where applications can register themselves.
    ...(registration && { registration_endpoint: `${pages}/oauth2/register` }),
    response_types_supported: ['code', 'token'],
    revocation_endpoint: endpoint('revoke'),
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint: endpoint('token'),
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: endpoint('userInfo'),
  }
}

const pagePath: Readonly<Record<string, string>> = {
  authorize: 'oauth2/authorize',
  revoke: 'oauth2/revoke',
  token: 'oauth2/token',
  userInfo: 'oauth2/userInfo',
}
