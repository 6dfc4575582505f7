import type { Operation } from '../context.ts'
import { getProvider, toIdentityProviderType } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeIdentityProvider: Operation<'DescribeIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { IdentityProvider: toIdentityProviderType(getProvider(ctx, pool, input.ProviderName)) }
}
