import type { Operation } from '../context.ts'
import { changePassword } from '../domain/recovery/new-password.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const ChangePassword: Operation<'ChangePassword'> = (ctx, input) => {
  changePassword(ctx, getCaller(ctx), input.PreviousPassword, input.ProposedPassword)
  return {}
}
