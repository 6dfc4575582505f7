import type { Operation } from '../context.ts'
import { deleteProvider } from '../domain/identity-providers/configure.ts'
import { getProvider } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteIdentityProvider: Operation<'DeleteIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteProvider(ctx, getProvider(ctx, pool, input.ProviderName))
}
