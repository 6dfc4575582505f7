import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getResourceServer, toResourceServerType } from '../domain/pools/resource-servers.ts'

export const DescribeResourceServer: Operation<'DescribeResourceServer'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { ResourceServer: toResourceServerType(getResourceServer(ctx, pool, input.Identifier)) }
}
