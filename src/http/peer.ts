import { isIP } from 'node:net'
import type { Context as HonoContext } from 'hono'
import { canonicalIp, isLoopback, matchesAny } from '../base/ip-address.ts'

/** Finds out where a request comes from. */
export interface Peer {
  /** The caller's address: behind a loopback peer or a trusted proxy what X-Forwarded-For says, else the socket's. */
  addressOf(c: HonoContext): string
}

/** `trusted`: CIDR ranges of proxies whose X-Forwarded-For is believed, besides loopback. */
export function peerWith(trusted: readonly string[]): Peer {
  const isTrusted = (ip: string) => isLoopback(ip) || matchesAny(trusted, ip)
  return {
    addressOf(c) {
      const socket = canonicalIp(socketAddress(c)) ?? '127.0.0.1'
      if (!isTrusted(socket)) return socket
      // The nearest address that is no proxy of ours; where all are ours, the farthest.
      const hops = (c.req.header('x-forwarded-for') ?? '')
        .split(',')
        .map((hop) => hop.trim())
        .filter((hop) => isIP(hop) !== 0)
        .map((hop) => canonicalIp(hop) ?? hop)
      return hops.findLast((hop) => !isTrusted(hop)) ?? hops[0] ?? socket
    },
  }
}

/** The address at the other end of the socket; a request made without one counts as local. */
function socketAddress(c: HonoContext): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return incoming?.socket?.remoteAddress ?? '127.0.0.1'
}
