import type { Context as HonoContext } from 'hono'
import { confirmUser } from './confirm-user.tsx'
import type { DomainServer, DomainVisit } from './domain-request.ts'
import { eventFeedback } from './event-feedback.tsx'

/** Answers one path of a domain, whatever the method. */
type Page = (server: DomainServer, visit: DomainVisit) => Promise<Response>

/** The paths that every domain has. */
const pages: Readonly<Record<string, Page>> = {
  '/confirmUser': confirmUser,
  '/eventFeedback': eventFeedback,
}

/**
 * Answers a request to a pool's domain in either of its forms, `http://<domain>.localhost:<port>/<path>` and
 * `http://localhost:<port>/_domains/<domain>/<path>`; undefined for every other request.
 */
export function answerOnDomain(server: DomainServer, c: HonoContext): Promise<Response> | undefined {
  const found = domainAndPath(c)
  if (!found || !Object.hasOwn(pages, found.path)) return undefined
  return pages[found.path]?.(server, { c, domain: found.domain })
}

function domainAndPath(c: HonoContext): { domain: string; path: string } | undefined {
  const [, inPath, rest] = /^\/_domains\/([^/]+)(\/.*)$/.exec(c.req.path) ?? []
  if (inPath && rest) return { domain: inPath.toLowerCase(), path: rest }
  const [, inHost] = /^(.+)\.localhost(?::\d+)?$/i.exec(c.req.header('host') ?? new URL(c.req.url).host) ?? []
  return inHost ? { domain: inHost.toLowerCase(), path: c.req.path } : undefined
}
