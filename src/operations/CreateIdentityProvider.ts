import type { Operation } from '../context.ts'
import { createProvider } from '../domain/identity-providers/configure.ts'
import { toIdentityProviderType } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateIdentityProvider: Operation<'CreateIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { IdentityProvider: toIdentityProviderType(createProvider(ctx, pool, input)) }
}
