import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser, mfaSettings, toUserType } from '../domain/users/users.ts'

export const AdminGetUser: Operation<'AdminGetUser'> = (ctx, input) => {
  const user = getUser(ctx, getPool(ctx, input.UserPoolId), input.Username)
  const { Attributes, ...described } = toUserType(ctx, user)
  return { ...described, Username: user.username, UserAttributes: Attributes, ...mfaSettings(user) }
}
