import { and, asc, eq } from 'drizzle-orm'
import type { ClientTypeType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Client, clients } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type CreationPosition, createdAfter, type Page, readPage } from '../pools/page-tokens.ts'

/** One page of a pool's clients, oldest first. Documented: SDK of 2026; the type filters the page after it was read. */
export function listClients(
  ctx: Context,
  pool: Pool,
  request: { limit: number; token: string | undefined; type: ClientTypeType | undefined },
): Page<Client> {
  const { limit, token, type } = request
  const list = { operation: 'ListUserPoolClients', parameters: { poolId: pool.id, type }, limit, token }
  const page = readPage<Client, CreationPosition>(
    ctx,
    list,
    (after, atMost) => {
      const later = createdAfter(clients.createdAt, clients.id, after)
      const wanted = and(eq(clients.poolId, pool.id), later)
      return ctx.tx
        .select()
        .from(clients)
        .where(wanted)
        .orderBy(asc(clients.createdAt), asc(clients.id))
        .limit(atMost)
        .all()
    },
    (client) => [client.createdAt, client.id],
  )
  if (type === undefined) return page
  return { ...page, items: page.items.filter((client) => (client.settings.ClientType ?? 'REGULAR') === type) }
}
