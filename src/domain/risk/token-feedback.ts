import type { UpdateAuthEventFeedbackRequest } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { User } from '../../store/schema/users.ts'
import { getPool } from '../pools/pools.ts'
import { getUser } from '../users/users.ts'
import { giveFeedback } from './feedback.ts'
import { requireFeedbackToken } from './feedback-token.ts'
import { requireAddOn } from './gate.ts'

/**
 * Feedback by whoever holds the token of the notification. Inferred: the order of the errors, pool, add-on, user, token,
 * event; the token is not looked at before its turn.
 */
export async function giveTokenFeedback(ctx: FlowContext, request: UpdateAuthEventFeedbackRequest): Promise<AuthEvent> {
  const { UserPoolId, EventId, FeedbackToken, FeedbackValue } = request
  const { sub } = ctx.transact((inside) => requireUser(inside, request))
  await requireFeedbackToken(ctx, FeedbackToken, { poolId: UserPoolId, sub, eventId: EventId })
  return ctx.transact((inside) => {
    const user = requireUser(inside, request)
    return giveFeedback(inside, user, { eventId: EventId, value: FeedbackValue, provider: 'User' })
  })
}

function requireUser(ctx: Context, { UserPoolId, Username }: UpdateAuthEventFeedbackRequest): User {
  const pool = getPool(ctx, UserPoolId)
  requireAddOn(pool)
  return getUser(ctx, pool, Username)
}
