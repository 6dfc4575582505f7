import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { findCustomization } from '../branding/ui-customization.ts'

/** The logo in the classic look of a client, or of the pool. */
export function imageOf(ctx: Context, pool: Pool, clientId: string): Uint8Array | undefined {
  return findCustomization(ctx, pool, clientId)?.image ?? undefined
}
