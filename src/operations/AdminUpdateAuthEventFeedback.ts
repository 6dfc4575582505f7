import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { giveFeedback } from '../domain/risk/feedback.ts'
import { requireAddOn } from '../domain/risk/gate.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminUpdateAuthEventFeedback: Operation<'AdminUpdateAuthEventFeedback'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireAddOn(pool)
  const user = getUser(ctx, pool, input.Username)
  giveFeedback(ctx, user, { eventId: input.EventId, value: input.FeedbackValue, provider: 'Admin' })
  return {}
}
