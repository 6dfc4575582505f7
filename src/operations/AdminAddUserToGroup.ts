import type { Operation } from '../context.ts'
import { getGroup } from '../domain/groups/groups.ts'
import { addMember } from '../domain/groups/members.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminAddUserToGroup: Operation<'AdminAddUserToGroup'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  // Inferred: the group is looked for before the user.
  const group = getGroup(ctx, pool, input.GroupName)
  addMember(ctx, group, getUser(ctx, pool, input.Username))
  return undefined
}
