import type { Operation } from '../context.ts'
import { requireNoImport } from '../domain/imports/jobs.ts'
import { getPool } from '../domain/pools/pools.ts'
import { updatePool } from '../domain/pools/update.ts'

export const UpdateUserPool: Operation<'UpdateUserPool'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireNoImport(ctx, pool)
  updatePool(ctx, pool, input)
  return {}
}
