import type { Operation } from '../context.ts'
import { confirmByCode } from '../domain/sign-up/confirm.ts'

export const ConfirmSignUp: Operation<'ConfirmSignUp'> = (ctx, input) => {
  confirmByCode(ctx, input)
  return {}
}
