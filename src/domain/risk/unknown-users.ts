import { createHmac } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { comparable } from '../users/users.ts'
import { feedbackKey } from './feedback-key.ts'
import { hashUnknownName } from './model/context.ts'
import { learnUnknownAttempt } from './model/unknown-names.ts'

/** Learns an attempt under a name that nobody has: there is nobody to list it under, but it tells on the network it came from. */
export function learnUnknownName(ctx: Context, pool: Pool, username: string, attempt: AttemptContext): void {
  const { secret } = feedbackKey(ctx, pool.id)
  const key = createHmac('sha256', secret).update('names that nobody has').digest()
  const name = hashUnknownName(key, pool.id, comparable(pool, username))
  learnUnknownAttempt(ctx.tx, { poolId: pool.id, name, at: ctx.clock.now(), context: attempt })
}
