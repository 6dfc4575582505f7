import type { Operation } from '../context.ts'
import { getProviderByIdentifier, toIdentityProviderType } from '../domain/identity-providers/providers.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetIdentityProviderByIdentifier: Operation<'GetIdentityProviderByIdentifier'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { IdentityProvider: toIdentityProviderType(getProviderByIdentifier(ctx, pool, input.IdpIdentifier)) }
}
