import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { readAttributes } from '../domain/users/attributes.ts'
import { getUser } from '../domain/users/users.ts'
import { updateAttributes } from '../domain/verification/update-attributes.ts'

export const AdminUpdateUserAttributes: Operation<'AdminUpdateUserAttributes'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const user = getUser(ctx, pool, input.Username)
  updateAttributes(ctx, pool, user, readAttributes(input.UserAttributes), { clientMetadata: input.ClientMetadata })
  return {}
}
