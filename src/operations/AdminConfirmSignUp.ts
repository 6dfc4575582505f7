import type { Flow } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { confirmUser } from '../domain/sign-up/confirm.ts'
import { postConfirmation } from '../domain/triggers/post-confirmation.ts'
import { getUser } from '../domain/users/users.ts'

// Documented: AdminConfirmSignUp API page. It verifies neither address nor number.
export const AdminConfirmSignUp: Flow<'AdminConfirmSignUp'> = async (ctx, input) => {
  const { pool, user } = ctx.transact((inside) => {
    const found = getPool(inside, input.UserPoolId)
    return { pool: found, user: confirmUser(inside, getUser(inside, found, input.Username)) }
  })
  await postConfirmation(ctx, pool, { source: 'ConfirmSignUp', user, clientMetadata: input.ClientMetadata })
  return {}
}
