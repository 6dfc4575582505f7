import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { listResourceServers, toResourceServerType } from '../domain/pools/resource-servers.ts'

export const ListResourceServers: Operation<'ListResourceServers'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const { MaxResults: limit = 50, NextToken: token } = input
  const { items, nextToken } = listResourceServers(ctx, pool, { limit, token })
  return { ResourceServers: items.map(toResourceServerType), NextToken: nextToken }
}
