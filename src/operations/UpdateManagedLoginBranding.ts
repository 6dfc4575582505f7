import { ensure } from '../api/errors.ts'
import { invalidParameter as invalid } from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { getStyle, toBrandingType, updateStyle } from '../domain/branding/styles.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateManagedLoginBranding: Operation<'UpdateManagedLoginBranding'> = (ctx, input) => {
  const { UserPoolId, ManagedLoginBrandingId } = input
  // Inferred: the model requires neither, and without both there is nothing to update.
  ensure(
    UserPoolId !== undefined && ManagedLoginBrandingId !== undefined,
    invalid('UserPoolId and ManagedLoginBrandingId are required.'),
  )
  const style = getStyle(ctx, getPool(ctx, UserPoolId), ManagedLoginBrandingId)
  return { ManagedLoginBranding: toBrandingType(updateStyle(ctx, style, input)) }
}
