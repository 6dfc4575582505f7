import type { Operation } from '../context.ts'
import { describeProvider } from '../domain/federation/describe.ts'
import { getProviderByIdentifier } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetIdentityProviderByIdentifier: Operation<'GetIdentityProviderByIdentifier'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { IdentityProvider: describeProvider(ctx, getProviderByIdentifier(ctx, pool, input.IdpIdentifier)) }
}
