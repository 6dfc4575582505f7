import type { Operation } from '../context.ts'
import { describeProvider } from '../domain/federation/describe.ts'
import { createProvider } from '../domain/identity-providers/configure.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateIdentityProvider: Operation<'CreateIdentityProvider'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { IdentityProvider: describeProvider(ctx, createProvider(ctx, pool, input)) }
}
