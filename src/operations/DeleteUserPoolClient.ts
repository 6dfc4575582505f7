import type { Operation } from '../context.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { deleteClient } from '../domain/clients/update.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteUserPoolClient: Operation<'DeleteUserPoolClient'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteClient(ctx, getPoolClient(ctx, pool.id, input.ClientId))
}
