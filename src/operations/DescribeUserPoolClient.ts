import type { Operation } from '../context.ts'
import { getPoolClient, secretsOf } from '../domain/clients/clients.ts'
import { toUserPoolClientType } from '../domain/clients/settings.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeUserPoolClient: Operation<'DescribeUserPoolClient'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = getPoolClient(ctx, pool.id, input.ClientId)
  return { UserPoolClient: toUserPoolClientType(client, secretsOf(ctx, client.id)[0]) }
}
