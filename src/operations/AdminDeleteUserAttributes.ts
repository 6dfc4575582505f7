import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'
import { deleteAttributes } from '../domain/verification/update-attributes.ts'

export const AdminDeleteUserAttributes: Operation<'AdminDeleteUserAttributes'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteAttributes(ctx, pool, getUser(ctx, pool, input.Username), input.UserAttributeNames)
  return {}
}
