import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser, updateUser } from '../domain/users/users.ts'

// Inferred: tokens that disabling ended stay dead.
export const AdminEnableUser: Operation<'AdminEnableUser'> = (ctx, input) => {
  updateUser(ctx, getUser(ctx, getPool(ctx, input.UserPoolId), input.Username), { enabled: true })
  return {}
}
