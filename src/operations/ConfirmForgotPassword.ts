import type { Operation } from '../context.ts'
import { resetPassword } from '../domain/recovery/new-password.ts'

// Inferred: tokens that are out stay valid; nothing in the documentation ends them.
export const ConfirmForgotPassword: Operation<'ConfirmForgotPassword'> = (ctx, input) => {
  resetPassword(ctx, input)
  return {}
}
