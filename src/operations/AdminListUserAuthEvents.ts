import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { pageOfEvents } from '../domain/risk/event-pages.ts'
import { requireAddOn } from '../domain/risk/gate.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminListUserAuthEvents: Operation<'AdminListUserAuthEvents'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireAddOn(pool)
  const user = getUser(ctx, pool, input.Username)
  // Documented: service model. 60 unless given, and 0 means the same.
  const { events, nextToken } = pageOfEvents(ctx, user, input.MaxResults || 60, input.NextToken)
  return { AuthEvents: events, NextToken: nextToken }
}
