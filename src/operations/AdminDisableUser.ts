import type { Operation } from '../context.ts'
import { endSsoSessionsOf } from '../domain/hosted/sso-sessions.ts'
import { getPool } from '../domain/pools/pools.ts'
import { revokeAll } from '../domain/tokens/revocation.ts'
import { getUser, updateUser } from '../domain/users/users.ts'

// Documented: AdminDisableUser API page. Signing out is part of it; disabling a disabled user changes nothing more.
export const AdminDisableUser: Operation<'AdminDisableUser'> = (ctx, input) => {
  const user = getUser(ctx, getPool(ctx, input.UserPoolId), input.Username)
  revokeAll(ctx, updateUser(ctx, user, { enabled: false }))
  // Documented: SDK of 2026. Sessions of browsers end as well.
  endSsoSessionsOf(ctx, user)
  return {}
}
