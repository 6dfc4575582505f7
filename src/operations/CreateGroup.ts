import type { Operation } from '../context.ts'
import { createGroup, toGroupType } from '../domain/groups/groups.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateGroup: Operation<'CreateGroup'> = (ctx, input) => {
  const group = createGroup(ctx, getPool(ctx, input.UserPoolId), input.GroupName, {
    description: input.Description ?? null,
    roleArn: input.RoleArn ?? null,
    precedence: input.Precedence ?? null,
  })
  return { Group: toGroupType(group) }
}
