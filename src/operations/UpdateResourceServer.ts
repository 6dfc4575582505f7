import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getResourceServer, toResourceServerType, updateResourceServer } from '../domain/pools/resource-servers.ts'

export const UpdateResourceServer: Operation<'UpdateResourceServer'> = (ctx, input) => {
  const server = getResourceServer(ctx, getPool(ctx, input.UserPoolId), input.Identifier)
  // Documented: UpdateResourceServer API page; scopes left out are gone.
  const updated = updateResourceServer(ctx, server, { name: input.Name, scopes: input.Scopes ?? [] })
  return { ResourceServer: toResourceServerType(updated) }
}
