import { eq } from 'drizzle-orm'
import type { ClientTypeType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Client, clients } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { Page } from '../pools/page-tokens.ts'
import { readRows } from '../pools/table-pages.ts'

/** One page of a pool's clients, oldest first. Documented: SDK of 2026; the type filters the page after it was read. */
export function listClients(
  ctx: Context,
  pool: Pool,
  request: { limit: number; token: string | undefined; type: ClientTypeType | undefined },
): Page<Client> {
  const { limit, token, type } = request
  const list = { operation: 'ListUserPoolClients', parameters: { poolId: pool.id, type }, limit, token }
  const page = readRows(ctx, list, clients, { of: eq(clients.poolId, pool.id), by: ['createdAt', 'id'] })
  if (type === undefined) return page
  return { ...page, items: page.items.filter((client) => (client.settings.ClientType ?? 'REGULAR') === type) }
}
