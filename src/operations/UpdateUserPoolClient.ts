import type { Operation } from '../context.ts'
import { getPoolClient, secretsOf } from '../domain/clients/clients.ts'
import { toUserPoolClientType } from '../domain/clients/settings.ts'
import { updateClient } from '../domain/clients/update.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateUserPoolClient: Operation<'UpdateUserPoolClient'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = updateClient(ctx, pool, getPoolClient(ctx, pool.id, input.ClientId), input)
  return { UserPoolClient: toUserPoolClientType(client, secretsOf(ctx, client.id)[0]) }
}
