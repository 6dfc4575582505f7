import type { Flow } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { resetPassword } from '../domain/recovery/new-password.ts'
import { postConfirmation } from '../domain/triggers/post-confirmation.ts'

// Inferred: tokens that are out stay valid; nothing in the documentation ends them.
export const ConfirmForgotPassword: Flow<'ConfirmForgotPassword'> = async (ctx, input) => {
  const { pool, user } = ctx.transact((inside) => {
    const confirmed = resetPassword(inside, input)
    return { pool: getPool(inside, confirmed.poolId), user: confirmed }
  })
  const { ClientId: clientId, ClientMetadata: clientMetadata } = input
  await postConfirmation(ctx, pool, { source: 'ConfirmForgotPassword', user, clientId, clientMetadata })
  return {}
}
