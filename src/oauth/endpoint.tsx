import { findDomain } from '../domain/pools/domains.ts'
import { getPool } from '../domain/pools/pools.ts'
import { visit } from '../kernel/visit.ts'
import type { HostedRequest, Page } from './domain-request.ts'
import { commonHeaders } from './headers.ts'
import { page } from './pages/page.tsx'

/** What a path answers to each method that it knows. */
export type Methods = Readonly<
  Partial<Record<'GET' | 'POST' | 'OPTIONS', (request: HostedRequest) => Promise<Response>>>
>

/**
 * A path of the domains that have a pool; `name` and method name it in the request log, as CloudTrail names such events.
 * HEAD changes nothing and says nothing.
 */
export function endpoint(name: string, methods: Methods): Page {
  return async (server, domainVisit) => {
    const { c, domain } = domainVisit
    const { method } = c.req
    if (method === 'HEAD' && methods.GET) return new Response(null, { headers: { 'cache-control': 'no-store' } })
    const answer = methods[method as keyof Methods]
    // Observed: a capture of the token endpoint; an empty body.
    if (!answer) return new Response(null, { status: 405, headers: { allow: Object.keys(methods).join(', ') } })
    const operation = `${name}_${method}`
    const userAgent = c.req.header('user-agent')
    const request = { id: server.requestId(), operation, ipAddress: server.addressOf(c), userAgent }
    const response = await visit(server.kernel, request, async (ctx) => {
      const found = ctx.transact((inside) => {
        const row = findDomain(inside, domain)
        return row ? { pool: getPool(inside, row.poolId), managed: row.managedLoginVersion === 2 } : null
      })
      return found ? answer({ ...domainVisit, ...found, server, ctx }) : noDomain()
    })
    for (const [key, value] of commonHeaders(request.id)) {
      if (!response.headers.has(key)) response.headers.set(key, value)
    }
    return response
  }
}

function noDomain(): Response {
  return page('There is nothing here', 404, <p>No user pool has this domain.</p>)
}
