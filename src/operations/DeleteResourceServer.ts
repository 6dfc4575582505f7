import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { deleteResourceServer, getResourceServer } from '../domain/pools/resource-servers.ts'

export const DeleteResourceServer: Operation<'DeleteResourceServer'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteResourceServer(ctx, getResourceServer(ctx, pool, input.Identifier))
}
