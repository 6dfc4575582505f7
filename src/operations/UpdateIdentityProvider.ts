import type { Operation } from '../context.ts'
import { updateProvider } from '../domain/identity-providers/configure.ts'
import { getProvider, toIdentityProviderType } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateIdentityProvider: Operation<'UpdateIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const provider = getProvider(ctx, pool, input.ProviderName)
  return { IdentityProvider: toIdentityProviderType(updateProvider(ctx, pool, provider, input)) }
}
