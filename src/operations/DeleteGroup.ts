import type { Operation } from '../context.ts'
import { deleteGroup } from '../domain/groups/groups.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteGroup: Operation<'DeleteGroup'> = (ctx, input) => {
  deleteGroup(ctx, getPool(ctx, input.UserPoolId), input.GroupName)
  return undefined
}
