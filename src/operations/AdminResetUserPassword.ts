import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { resetByAdministrator } from '../domain/recovery/forgot-password.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminResetUserPassword: Operation<'AdminResetUserPassword'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  resetByAdministrator(ctx, pool, getUser(ctx, pool, input.Username), input.ClientMetadata)
  return {}
}
