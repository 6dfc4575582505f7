import type { Operation } from '../context.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { deleteSecret } from '../domain/clients/secrets.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteUserPoolClientSecret: Operation<'DeleteUserPoolClientSecret'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteSecret(ctx, getPoolClient(ctx, pool.id, input.ClientId), input.ClientSecretId)
  return {}
}
