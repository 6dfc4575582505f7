import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { removeUser } from '../domain/sign-up/remove-user.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminDeleteUser: Operation<'AdminDeleteUser'> = (ctx, input) => {
  removeUser(ctx, getUser(ctx, getPool(ctx, input.UserPoolId), input.Username))
  return undefined
}
