import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { revokeAll } from '../domain/tokens/revocation.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminUserGlobalSignOut: Operation<'AdminUserGlobalSignOut'> = (ctx, input) => {
  revokeAll(ctx, getUser(ctx, getPool(ctx, input.UserPoolId), input.Username))
  return {}
}
