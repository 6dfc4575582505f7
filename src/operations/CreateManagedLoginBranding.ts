import type { Operation } from '../context.ts'
import { createStyle, toBrandingType } from '../domain/branding/styles.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateManagedLoginBranding: Operation<'CreateManagedLoginBranding'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = getPoolClient(ctx, pool.id, input.ClientId)
  return { ManagedLoginBranding: toBrandingType(createStyle(ctx, client, input)) }
}
