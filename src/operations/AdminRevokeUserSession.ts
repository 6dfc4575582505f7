import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getSession, revokeSession } from '../domain/sessions/revoke.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminRevokeUserSession: Operation<'AdminRevokeUserSession'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const user = getUser(ctx, pool, input.Username)
  revokeSession(ctx, pool, user, getSession(ctx, pool, user, input.SessionId), input.RevokeAssociatedSessions)
  return {}
}
