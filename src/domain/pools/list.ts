import { asc } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Pool, pools } from '../../store/schema/pools.ts'
import { type CreationPosition, createdAfter, type Page, readPage } from './page-tokens.ts'

/** One page of the account's pools. Documented: no order. Inferred: oldest first. */
export function listPools(ctx: Context, request: { limit: number; token: string | undefined }): Page<Pool> {
  return readPage<Pool, CreationPosition>(
    ctx,
    { operation: 'ListUserPools', parameters: {}, ...request },
    (after, atMost) => {
      const later = createdAfter(pools.createdAt, pools.id, after)
      return ctx.tx.select().from(pools).where(later).orderBy(asc(pools.createdAt), asc(pools.id)).limit(atMost).all()
    },
    (pool) => [pool.createdAt, pool.id],
  )
}
