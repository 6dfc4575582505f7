import type { Operation } from '../context.ts'
import { toGroupType } from '../domain/groups/groups.ts'
import { listGroupsOf } from '../domain/groups/members.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminListGroupsForUser: Operation<'AdminListGroupsForUser'> = (ctx, input) => {
  const user = getUser(ctx, getPool(ctx, input.UserPoolId), input.Username)
  const page = listGroupsOf(ctx, user, input.Limit, input.NextToken)
  return { Groups: page.items.map(toGroupType), NextToken: page.nextToken }
}
