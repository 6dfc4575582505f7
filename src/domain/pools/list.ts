import type { Context } from '../../context.ts'
import { type Pool, pools } from '../../store/schema/pools.ts'
import type { Page } from './page-tokens.ts'
import { readRows } from './table-pages.ts'

/** One page of the account's pools. Documented: no order. Inferred: oldest first. */
export function listPools(ctx: Context, request: { limit: number; token: string | undefined }): Page<Pool> {
  return readRows(ctx, { operation: 'ListUserPools', parameters: {}, ...request }, pools, { by: ['createdAt', 'id'] })
}
