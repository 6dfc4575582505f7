import type { Operation } from '../context.ts'
import { getGroup } from '../domain/groups/groups.ts'
import { listMembers } from '../domain/groups/members.ts'
import { getPool } from '../domain/pools/pools.ts'
import { toUserType } from '../domain/users/users.ts'

export const ListUsersInGroup: Operation<'ListUsersInGroup'> = (ctx, input) => {
  const group = getGroup(ctx, getPool(ctx, input.UserPoolId), input.GroupName)
  const page = listMembers(ctx, group, input.Limit, input.NextToken)
  return { Users: page.items.map((user) => toUserType(ctx, user)), NextToken: page.nextToken }
}
