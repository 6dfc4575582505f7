import type { Operation } from '../context.ts'
import { describeProvider } from '../domain/federation/describe.ts'
import { updateProvider } from '../domain/identity-providers/configure.ts'
import { getProvider } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateIdentityProvider: Operation<'UpdateIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const provider = getProvider(ctx, pool, input.ProviderName)
  return { IdentityProvider: describeProvider(ctx, updateProvider(ctx, pool, provider, input)) }
}
