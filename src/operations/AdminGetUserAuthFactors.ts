import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { authFactorsOf } from '../domain/sign-in/auth-factors.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminGetUserAuthFactors: Operation<'AdminGetUserAuthFactors'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return authFactorsOf(ctx, pool, getUser(ctx, pool, input.Username))
}
