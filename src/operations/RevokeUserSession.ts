import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { getSession, revokeSession } from '../domain/sessions/revoke.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { familyOf } from '../domain/tokens/revocation.ts'

export const RevokeUserSession: Operation<'RevokeUserSession'> = (ctx, input) => {
  const { pool, user, token } = getCaller(ctx)
  const session = getSession(ctx, pool, user, input.SessionId)
  // Documented: SDK of 2026, the rule. Inferred: error and text.
  const own = session.kind === 'TOKEN' && session.family.id === familyOf(ctx, token)?.id
  ensure(!own, faults.invalidParameter('The current session cannot be revoked.'))
  revokeSession(ctx, pool, user, session, input.RevokeAssociatedSessions)
  return {}
}
