import type { Operation } from '../context.ts'
import { requireNoImport } from '../domain/imports/jobs.ts'
import { deletePool } from '../domain/pools/delete.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteUserPool: Operation<'DeleteUserPool'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireNoImport(ctx, pool)
  deletePool(ctx, pool)
}
