import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { isLoopback } from '../base/ip-address.ts'

/** Who may use control API and console. */
export interface GuardSettings {
  /** Origins of other web pages that may, e.g. `http://localhost:3000`. */
  readonly controlOrigins: readonly string[]
  /** Host names besides loopback under which they answer, without port. */
  readonly controlHosts: readonly string[]
}

/**
 * Answers only requests whose Host is this machine (or a configured name), so that a name which an attacker points here
 * is of no use, and whose Origin, if there is one, is the console's own or a listed one. Everything else gets 403.
 */
export function guard({ controlOrigins, controlHosts }: GuardSettings): MiddlewareHandler {
  const hosts = new Set(controlHosts.map((name) => name.toLowerCase()))
  const listed = new Set(controlOrigins.map((origin) => origin.replace(/\/$/, '').toLowerCase()))
  return async (c, next) => {
    const host = hostOf(c)
    if (!isOurs(host, hosts))
      return refuse(c, 'Host', `${host} is no name of this emulator; see the setting controlHosts.`)
    const origin = c.req.header('origin')?.toLowerCase()
    if (origin === undefined) return await next()
    if (listed.has(origin)) return await withCors(c, origin, next)
    // The scheme may be another one behind a proxy that ends TLS.
    if (origin === `http://${host}` || origin === `https://${host}`) return await next()
    return refuse(c, 'Origin', `Pages of ${origin} may not use this; see the setting controlOrigins.`)
  }
}

/** Name and port under which the caller reached us, in lower case. A request without a socket carries them in its URL. */
function hostOf(c: HonoContext): string {
  return (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
}

function isOurs(host: string, hosts: ReadonlySet<string>): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || isLoopback(name) || hosts.has(name)
}

function refuse(c: HonoContext, header: string, message: string): Response {
  return c.json({ error: { code: `Forbidden${header}`, message } }, 403)
}

async function withCors(c: HonoContext, origin: string, next: () => Promise<void>): Promise<Response | undefined> {
  const headers = { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }
  if (c.req.method === 'OPTIONS') {
    const allowed = {
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers': 'content-type',
    }
    return c.body(null, 204, { ...headers, ...allowed, 'Access-Control-Max-Age': '600' })
  }
  await next()
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  return undefined
}
