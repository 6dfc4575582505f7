import type { Operation } from '../context.ts'
import { deletePool } from '../domain/pools/delete.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteUserPool: Operation<'DeleteUserPool'> = (ctx, input) => {
  deletePool(ctx, getPool(ctx, input.UserPoolId))
}
