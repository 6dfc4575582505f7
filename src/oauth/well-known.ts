import type { Context as HonoContext } from 'hono'
import type { FlowContext } from '../context.ts'
import { takesRegistrations } from '../domain/hosted/register-client.ts'
import { domainPathOf, domainUrlOf } from '../domain/pools/domains.ts'
import { getPool } from '../domain/pools/pools.ts'
import { issuerOf } from '../domain/tokens/issuer.ts'
import { rsaKey, toJwk } from '../domain/tokens/keys.ts'
import type { HostedOperation } from '../kernel/hosted-operations.ts'
import { visit } from '../kernel/visit.ts'
import { meetFault, told } from './admission.ts'
import { inJson, open } from './cors.ts'
import type { DomainServer } from './domain-request.ts'

/** A document about a pool that anybody may read. */
type Document = (ctx: FlowContext, poolId: string) => Promise<Record<string, unknown>>

type DocumentName = Extract<HostedOperation, 'jwks.json' | 'openid-configuration'>

/** The documents under `/<poolId>/.well-known/`. */
const documents: Readonly<Record<DocumentName, Document>> = {
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
  if (!isDocument(name)) return undefined
  const request = {
    id: server.requestId(),
    operation: name,
    ipAddress: server.addressOf(c),
    userAgent: c.req.header('user-agent'),
  }
  return visit(server.kernel, request, async (ctx) => {
    ctx.transact((inside) => getPool(inside, poolId).id)
    try {
      await meetFault(server.kernel, ctx, name)
      // Applications in browsers read these documents, too.
      return Response.json(await documents[name](ctx, poolId), { headers: open })
    } catch (error) {
      const refusal = told(ctx, error)
      if (refusal) return inJson()({ ctx }, refusal)
      throw error
    }
  })
}

function isDocument(name: string): name is DocumentName {
  return Object.hasOwn(documents, name)
}

/** Documented: two key pairs a pool, one for ID tokens and one for access tokens. */
async function keySet(ctx: FlowContext, poolId: string): Promise<Record<string, unknown>> {
  const keys = await Promise.all([rsaKey(ctx, poolId, 'id'), rsaKey(ctx, poolId, 'access')])
  return { keys: keys.map(toJwk) }
}

/** Observed: a captured document, members in this order; end_session and revocation endpoint are in newer ones. */
async function configuration(ctx: FlowContext, poolId: string): Promise<Record<string, unknown>> {
  // Observed: Stack Overflow 47664727. Without a domain the endpoints are named all the same, and do not work.
  const own = `${ctx.baseUrl()}/${poolId}`
  return ctx.transact((inside) => {
    const pool = getPool(inside, poolId)
    // Ours: programs get an address that they can resolve.
    const [pages, api] = [domainUrlOf(inside, pool), domainPathOf(inside, pool)]
    return {
      authorization_endpoint: pages ? `${pages}/oauth2/authorize` : `${own}/authorize`,
      end_session_endpoint: `${pages ?? own}/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: issuerOf(inside, pool),
      // Ours: where this server answers, whatever the form of the issuer.
      jwks_uri: `${own}/.well-known/jwks.json`,
      // Documented: SDK of 2026; where applications can register themselves.
      ...(api && takesRegistrations(pool) && { registration_endpoint: `${api}/oauth2/register` }),
      response_types_supported: ['code', 'token'],
      revocation_endpoint: api ? `${api}/oauth2/revoke` : `${own}/revoke`,
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: api ? `${api}/oauth2/token` : `${own}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      userinfo_endpoint: api ? `${api}/oauth2/userInfo` : `${own}/userInfo`,
    }
  })
}
