import type { Operation } from '../context.ts'
import { getGroup, toGroupType } from '../domain/groups/groups.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetGroup: Operation<'GetGroup'> = (ctx, input) => ({
  Group: toGroupType(getGroup(ctx, getPool(ctx, input.UserPoolId), input.GroupName)),
})
