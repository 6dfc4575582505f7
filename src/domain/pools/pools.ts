import { eq, sql } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import { type Pool, pools } from '../../store/schema/pools.ts'

/** The pool, or undefined. */
export function findPool({ tx }: Pick<Context, 'tx'>, poolId: string): Pool | undefined {
  return kept(tx, 'pool', () =>
    tx
      .select()
      .from(pools)
      .where(eq(pools.id, sql.placeholder('poolId')))
      .prepare(),
  ).get({ poolId })
}

/** The pool, or the service's ResourceNotFoundException. */
export function getPool(ctx: Pick<Context, 'tx'>, poolId: string): Pool {
  const pool = findPool(ctx, poolId)
  ensure(pool, faults.userPoolDoesNotExist(poolId))
  return pool
}

/** Stores changed parts of a pool and when that happened. */
export function writePool(
  ctx: Pick<Context, 'tx' | 'clock'>,
  pool: Pool,
  changes: Partial<Pick<Pool, 'name' | 'settings' | 'logConfigurations' | 'sessions'>>,
): void {
  ctx.tx
    .update(pools)
    .set({ ...changes, modifiedAt: ctx.clock.now() })
    .where(eq(pools.id, pool.id))
    .run()
}

/** The part of a pool's id that SRP calls the pool's name. */
export function srpPoolName(poolId: string): string {
  return poolId.slice(poolId.indexOf('_') + 1)
}

/** Documented: ARN form of the service authorization reference. */
export function poolArn({ settings }: Pick<Context, 'settings'>, poolId: string, region = settings.region): string {
  return `arn:aws:cognito-idp:${region}:${settings.accountId}:userpool/${poolId}`
}
