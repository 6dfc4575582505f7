import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { confirmUser } from '../domain/sign-up/confirm.ts'
import { getUser } from '../domain/users/users.ts'

// Documented: AdminConfirmSignUp API page. It verifies neither address nor number.
export const AdminConfirmSignUp: Operation<'AdminConfirmSignUp'> = (ctx, input) => {
  confirmUser(ctx, getUser(ctx, getPool(ctx, input.UserPoolId), input.Username))
  return {}
}
