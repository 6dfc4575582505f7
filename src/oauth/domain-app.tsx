import type { Context as HonoContext } from 'hono'
import type { Kernel } from '../kernel/perform.ts'
import { eventFeedback } from './event-feedback.tsx'

/** What the pages of pools' domains need from the outside. */
export interface DomainServer {
  readonly kernel: Kernel
  /** The caller's address. */
  addressOf(c: HonoContext): string
  /** A new request id. */
  requestId(): string
}

/** A request to the pages of one domain. */
export interface DomainVisit {
  readonly c: HonoContext
  /** The domain as the request names it; whether there is one is the page's first question. */
  readonly domain: string
}

/** Answers one path of a domain, whatever the method. */
type Page = (server: DomainServer, visit: DomainVisit) => Promise<Response>

/** The paths that every domain has. */
const pages: Readonly<Record<string, Page>> = {
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
