import type { Operation } from '../context.ts'
import { toGroupType, updateGroup } from '../domain/groups/groups.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateGroup: Operation<'UpdateGroup'> = (ctx, input) => {
  const group = updateGroup(ctx, getPool(ctx, input.UserPoolId), input.GroupName, {
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.RoleArn !== undefined && { roleArn: input.RoleArn }),
    ...(input.Precedence !== undefined && { precedence: input.Precedence }),
  })
  return { Group: toGroupType(group) }
}
