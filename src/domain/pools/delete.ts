import { eq } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { messages } from '../../store/schema/messages.ts'
import { type Pool, pools } from '../../store/schema/pools.ts'
import { domainsOf } from './domains.ts'
import { replicasOf } from './replicas.ts'

/** Deletes a pool and everything in it. Inferred: the order of the checks. */
export function deletePool(ctx: Context, pool: Pool): void {
  // Documented: deletion protection page. Inferred: the text.
  ensure(
    pool.settings.DeletionProtection !== 'ACTIVE',
    invalid(
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    ),
  )
  // Observed: public issue reports.
  ensure(
    domainsOf(ctx, pool.id).length === 0,
    invalid('User pool cannot be deleted. It has a domain configured that should be deleted first.'),
  )
  // Inferred: the secondary Region would be left without its primary.
  ensure(
    replicasOf(ctx, pool).length === 0,
    invalid('User pool cannot be deleted. It has a replica that should be deleted first.'),
  )
  ctx.tx.delete(messages).where(eq(messages.poolId, pool.id)).run()
  ctx.tx.delete(pools).where(eq(pools.id, pool.id)).run()
}
