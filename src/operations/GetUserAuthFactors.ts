import type { Operation } from '../context.ts'
import { authFactorsOf } from '../domain/sign-in/auth-factors.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const GetUserAuthFactors: Operation<'GetUserAuthFactors'> = (ctx) => {
  const { pool, user } = getCaller(ctx)
  return authFactorsOf(ctx, pool, user)
}
