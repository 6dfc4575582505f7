import type { Operation } from '../context.ts'
import { listClients } from '../domain/clients/list.ts'
import { getPool } from '../domain/pools/pools.ts'

export const ListUserPoolClients: Operation<'ListUserPoolClients'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const { MaxResults: limit = 60, NextToken: token, ClientType: type } = input
  const { items, nextToken } = listClients(ctx, pool, { limit, token, type })
  // Observed: CLI sample, three members and no more.
  const UserPoolClients = items.map((client) => ({
    ClientId: client.id,
    UserPoolId: client.poolId,
    ClientName: client.name,
  }))
  return { UserPoolClients, NextToken: nextToken }
}
