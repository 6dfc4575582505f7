import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { updatePool } from '../domain/pools/update.ts'

export const UpdateUserPool: Operation<'UpdateUserPool'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  updatePool(ctx, pool, input)
  return {}
}
