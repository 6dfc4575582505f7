import type { Operation } from '../context.ts'
import { requireNoImport } from '../domain/imports/jobs.ts'
import { deletePool } from '../domain/pools/delete.ts'
import { getPool } from '../domain/pools/pools.ts'
import { forgetProtection } from '../domain/risk/forget-protection.ts'

export const DeleteUserPool: Operation<'DeleteUserPool'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireNoImport(ctx, pool)
  forgetProtection(ctx, pool)
  deletePool(ctx, pool)
}
