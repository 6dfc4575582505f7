import type { Operation } from '../context.ts'
import { toUserPoolDescription } from '../domain/pools/describe.ts'
import { listPools } from '../domain/pools/list.ts'

export const ListUserPools: Operation<'ListUserPools'> = (ctx, input) => {
  const { items, nextToken } = listPools(ctx, { limit: input.MaxResults, token: input.NextToken })
  return { UserPools: items.map((pool) => toUserPoolDescription(ctx, pool)), NextToken: nextToken }
}
