import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { listUsers } from '../domain/users/list.ts'

export const ListUsers: Operation<'ListUsers'> = (ctx, input) => {
  const page = listUsers(ctx, getPool(ctx, input.UserPoolId), {
    filter: input.Filter,
    attributesToGet: input.AttributesToGet,
    limit: input.Limit,
    token: input.PaginationToken,
  })
  return { Users: page.items, PaginationToken: page.nextToken }
}
