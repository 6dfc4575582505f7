import type { Operation } from '../context.ts'
import { removeUser } from '../domain/sign-up/remove-user.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const DeleteUser: Operation<'DeleteUser'> = (ctx) => {
  removeUser(ctx, getCaller(ctx).user)
  return undefined
}
