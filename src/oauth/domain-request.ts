import type { Context as HonoContext } from 'hono'
import type { FlowContext } from '../context.ts'
import type { Authorization } from '../domain/hosted/authorization.ts'
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
  /** What precedes the path of a page: nothing, or `/_domains/<domain>`. */
  readonly base: string
}

export type Pool = Authorization['pool']
export type Client = Authorization['client']

/** A request to a domain that belongs to a pool. */
export interface HostedRequest extends DomainVisit {
  readonly server: DomainServer
  readonly ctx: FlowContext
  readonly pool: Pool
  /** Whether the domain has managed login rather than the classic pages. */
  readonly managed: boolean
}

/** Answers one path of a domain, whatever the method. */
export type Page = (server: DomainServer, visit: DomainVisit) => Promise<Response>
