import type { OAuthError } from '../domain/hosted/oauth-error.ts'
import { findDomain } from '../domain/pools/domains.ts'
import { getPool } from '../domain/pools/pools.ts'
import type { EndpointName, HostedOperation, VerbsOf } from '../kernel/hosted-operations.ts'
import { visit } from '../kernel/visit.ts'
import { meetFault, told } from './admission.ts'
import { statusOf } from './cors.ts'
import type { HostedRequest, Page } from './domain-request.ts'
import { commonHeaders } from './headers.ts'
import { page } from './pages/page.tsx'

type Answer = (request: HostedRequest) => Promise<Response>

/** What a path answers to each method that it knows. */
export type Methods<Name extends EndpointName> = Readonly<Record<VerbsOf<Name>, Answer> & { OPTIONS?: Answer }>

/** How an endpoint refuses a request that it lets no further. */
export type Refuse = (request: HostedRequest, error: OAuthError) => Response | Promise<Response>

/**
 * A path of the domains that have a pool; `name` and method name it in the request log, as CloudTrail names such events.
 * HEAD changes nothing and says nothing.
 */
export function endpoint<Name extends EndpointName>(name: Name, methods: Methods<Name>, refuse: Refuse = onPage): Page {
  return async (server, domainVisit) => {
    const { c, domain } = domainVisit
    const { method } = c.req
    const answers: Readonly<Partial<Record<string, Answer>>> = methods
    if (method === 'HEAD' && answers['GET']) return new Response(null, { headers: { 'cache-control': 'no-store' } })
    const answer = Object.hasOwn(answers, method) ? answers[method] : undefined
    // Observed: a capture of the token endpoint; an empty body.
    if (!answer) return new Response(null, { status: 405, headers: { allow: Object.keys(methods).join(', ') } })
    const operation = `${name}_${method}` as HostedOperation // of a verb that the endpoint has; preflights are none
    const userAgent = c.req.header('user-agent')
    const request = { id: server.requestId(), operation, ipAddress: server.addressOf(c), userAgent }
    const response = await visit(server.kernel, request, async (ctx, entry) => {
      const found = ctx.transact((inside) => {
        const row = findDomain(inside, domain)
        return row ? { pool: getPool(inside, row.poolId), managed: row.managedLoginVersion === 2 } : null
      })
      if (!found) return noDomain()
      entry.poolId = found.pool.id
      const hosted = { ...domainVisit, ...found, server, ctx }
      try {
        await meetFault(server.kernel, ctx, operation)
        // What the token endpoint counts for is known once the grant is.
        if (operation !== 'Token_POST') server.kernel.quotas.count(operation, ctx, found.pool.id)
        return await answer(hosted)
      } catch (error) {
        const refusal = told(ctx, error)
        if (refusal) return refuse(hosted, refusal)
        throw error
      }
    })
    for (const [key, value] of commonHeaders(request.id)) {
      if (!response.headers.has(key)) response.headers.set(key, value)
    }
    return response
  }
}

/** Refuses with a page. Observed: its heading, and the sentence of an exceeded rate under this id. */
export function onPage({ ctx }: HostedRequest, error: OAuthError): Response {
  ctx.note(error.code)
  const title = 'An error was encountered with the requested page.'
  return page(title, statusOf(error), <p id="errorMessage">{error.description ?? error.code}</p>)
}

function noDomain(): Response {
  return page('There is nothing here', 404, <p>No user pool has this domain.</p>)
}
