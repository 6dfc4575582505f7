import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { createResourceServer, toResourceServerType } from '../domain/pools/resource-servers.ts'

export const CreateResourceServer: Operation<'CreateResourceServer'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { ResourceServer: toResourceServerType(createResourceServer(ctx, pool, input)) }
}
