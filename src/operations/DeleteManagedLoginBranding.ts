import type { Operation } from '../context.ts'
import { deleteStyle, getStyle } from '../domain/branding/styles.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteManagedLoginBranding: Operation<'DeleteManagedLoginBranding'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteStyle(ctx, getStyle(ctx, pool, input.ManagedLoginBrandingId))
}
