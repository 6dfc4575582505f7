import type { Operation } from '../context.ts'
import { listProviders, toProviderDescription } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const ListIdentityProviders: Operation<'ListIdentityProviders'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  // Inferred: 0 means the greatest page there is, as elsewhere.
  const { items, nextToken } = listProviders(ctx, pool, { limit: input.MaxResults || 60, token: input.NextToken })
  return { Providers: items.map(toProviderDescription), NextToken: nextToken }
}
