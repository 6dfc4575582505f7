import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { forgetPool } from './model/forget.ts'

/** Deletes what threat protection keeps about a pool outside of the pool's own rows: before the pool is deleted. */
export function forgetProtection({ tx }: Pick<Context, 'tx'>, pool: Pool): void {
  const userIds = statement(tx, 'SELECT id FROM users WHERE poolId = ?').pluck().all(pool.id) as number[]
  forgetPool(tx, pool.id, userIds)
  for (const table of ['event_counts', 'compromised_passwords']) {
    statement(tx, `DELETE FROM ${table} WHERE poolId = ?`).run(pool.id)
  }
}
