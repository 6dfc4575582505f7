import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { listSessions } from '../domain/sessions/sessions.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminListUserSessions: Operation<'AdminListUserSessions'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const user = getUser(ctx, pool, input.Username)
  // Documented: SDK of 2026. All sessions fit on one page, so that no token is ever given out.
  ensure(input.NextToken === undefined, faults.invalidPaginationToken)
  return { Sessions: listSessions(ctx, pool, user, undefined) }
}
