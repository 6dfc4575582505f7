import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { listSessions } from '../domain/sessions/sessions.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { familyOf } from '../domain/tokens/revocation.ts'

export const ListUserSessions: Operation<'ListUserSessions'> = (ctx, input) => {
  const { pool, user, token } = getCaller(ctx)
  // Documented: SDK of 2026. All sessions fit on one page, so that no token is ever given out.
  ensure(input.NextToken === undefined, faults.invalidPaginationToken)
  return { Sessions: listSessions(ctx, pool, user, familyOf(ctx, token)?.id) }
}
