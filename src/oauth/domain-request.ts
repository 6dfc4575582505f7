import type { Context as HonoContext } from 'hono'
import type { Kernel } from '../kernel/perform.ts'

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
