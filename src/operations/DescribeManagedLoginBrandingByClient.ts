import { ApiError, ensure } from '../api/errors.ts'
import type { Operation } from '../context.ts'
import { findStyleOf, toBrandingType } from '../domain/branding/styles.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeManagedLoginBrandingByClient: Operation<'DescribeManagedLoginBrandingByClient'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const style = findStyleOf(ctx, getPoolClient(ctx, pool.id, input.ClientId))
  // Inferred: the text.
  ensure(
    style,
    () => new ApiError('ResourceNotFoundException', 'Managed login branding does not exist for the client.'),
  )
  return { ManagedLoginBranding: toBrandingType(style, input.ReturnMergedResources) }
}
