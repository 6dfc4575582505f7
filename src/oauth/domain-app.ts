import type { Context as HonoContext, Next } from 'hono'
import type { DomainServer, DomainVisit } from './domain-request.ts'

/**
 * Answers a request to a pool's domain: `http://<domain>.localhost:<port>/<path>`,
 * `http://localhost:<port>/_domains/<domain>/<path>`, or whatever other host leads here, which then is a custom domain or
 * `<prefix>.auth.<region>.amazoncognito.com`. Everything else goes on. The pages are loaded when they are first needed.
 */
export async function answerOnDomain(server: DomainServer, c: HonoContext, next: Next): Promise<Response | undefined> {
  const found = domainAndPath(c)
  // The API is at the root of every host.
  const page = found && found.path !== '/' ? (await import('./routes.ts')).pageAt(found.path) : undefined
  if (found && page) return page(server, { c, domain: found.domain, base: found.base })
  await next()
  return undefined
}

function domainAndPath(c: HonoContext): (Omit<DomainVisit, 'c'> & { path: string }) | undefined {
  const { path } = c.req
  const [, base, inPath, rest] = /^(\/_domains\/([^/]+))(\/.*)$/.exec(path) ?? []
  if (base && inPath && rest) return { domain: inPath.toLowerCase(), base, path: rest }
  const name = hostOf(c)
  const own = /^(?:localhost|[\d.]+|\[.*\])$/.test(name) || path.startsWith('/_emulator')
  return own ? undefined : { domain: domainIn(name), base: '', path }
}

function hostOf(c: HonoContext): string {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return host.replace(/:\d+$/, '').toLowerCase()
}

/** The domain that a host stands for; a custom domain is one as it is. */
function domainIn(name: string): string {
  return /^(.+)\.(?:localhost|auth\.[a-z0-9-]+\.amazoncognito\.com)$/.exec(name)?.[1] ?? name
}
