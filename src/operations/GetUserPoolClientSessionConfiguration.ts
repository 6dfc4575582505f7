import type { Operation } from '../context.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { toClientSessionConfiguration } from '../domain/clients/sessions.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetUserPoolClientSessionConfiguration: Operation<'GetUserPoolClientSessionConfiguration'> = (
  ctx,
  input,
) => {
  const pool = getPool(ctx, input.UserPoolId)
  return toClientSessionConfiguration(getPoolClient(ctx, pool.id, input.ClientId))
}
