import type { Operation } from '../context.ts'
import { listGroups, toGroupType } from '../domain/groups/groups.ts'
import { getPool } from '../domain/pools/pools.ts'

export const ListGroups: Operation<'ListGroups'> = (ctx, input) => {
  const page = listGroups(ctx, getPool(ctx, input.UserPoolId), input.Limit, input.NextToken)
  return { Groups: page.items.map(toGroupType), NextToken: page.nextToken }
}
