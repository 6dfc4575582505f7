import type { Operation } from '../context.ts'
import { getStyle, toBrandingType } from '../domain/branding/styles.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeManagedLoginBranding: Operation<'DescribeManagedLoginBranding'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const style = getStyle(ctx, pool, input.ManagedLoginBrandingId)
  return { ManagedLoginBranding: toBrandingType(style, input.ReturnMergedResources) }
}
