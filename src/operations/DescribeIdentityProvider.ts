import type { Operation } from '../context.ts'
import { describeProvider } from '../domain/federation/describe.ts'
import { getProvider } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeIdentityProvider: Operation<'DescribeIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { IdentityProvider: describeProvider(ctx, getProvider(ctx, pool, input.ProviderName)) }
}
