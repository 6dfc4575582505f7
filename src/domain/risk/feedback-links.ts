import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { domainUrlOf } from '../pools/domains.ts'

/** The path of the one-click links on a pool's domain. Inferred: by analogy with the link that confirms a user. */
export const feedbackPath = '/eventFeedback'

/** Links that answer for their reader; none without a domain. Documented: they need one, and both carry the same token. */
export function feedbackLinks(
  ctx: Context,
  pool: Pool,
  user: User,
  eventId: string,
  token: string,
): { validUrl?: string; invalidUrl?: string } {
  const base = domainUrlOf(ctx, pool)
  if (base === undefined) return {}
  const link = (value: 'valid' | 'invalid') => {
    const query = new URLSearchParams({
      user_pool_id: pool.id,
      user_name: user.username,
      event_id: eventId,
      feedback_token: token,
      feedback_value: value,
    })
    return `${base}${feedbackPath}?${query.toString()}`
  }
  return { validUrl: link('valid'), invalidUrl: link('invalid') }
}
