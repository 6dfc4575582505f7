import type { Context as HonoContext } from 'hono'
import { authorize } from './authorize.ts'
import { challenge } from './challenge.tsx'
import { challengePaths } from './challenge-paths.ts'
import { confirmUser } from './confirm-user.tsx'
import type { DomainServer, DomainVisit, Page } from './domain-request.ts'
import { errorPage } from './error-page.tsx'
import { eventFeedback } from './event-feedback.tsx'
import { login } from './login.tsx'
import { logout } from './logout.ts'
import { revoke } from './revoke.ts'
import { token } from './token.ts'
import { userInfo } from './user-info.ts'

/** The paths that every domain has. */
const pages: Readonly<Record<string, Page>> = {
  '/oauth2/authorize': authorize,
  '/oauth2/token': token,
  '/oauth2/userInfo': userInfo,
  '/oauth2/revoke': revoke,
  '/login': login,
  ...Object.fromEntries(challengePaths.map((path) => [path, challenge])),
  '/logout': logout,
  '/error': errorPage,
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
  return pages[found.path]?.(server, { c, domain: found.domain, base: found.base })
}

function domainAndPath(c: HonoContext): (Omit<DomainVisit, 'c'> & { path: string }) | undefined {
  const [, base, inPath, rest] = /^(\/_domains\/([^/]+))(\/.*)$/.exec(c.req.path) ?? []
  if (base && inPath && rest) return { domain: inPath.toLowerCase(), base, path: rest }
  const [, inHost] = /^(.+)\.localhost(?::\d+)?$/i.exec(c.req.header('host') ?? new URL(c.req.url).host) ?? []
  return inHost ? { domain: inHost.toLowerCase(), base: '', path: c.req.path } : undefined
}
