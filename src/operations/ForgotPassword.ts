import type { Operation } from '../context.ts'
import { forgotPassword } from '../domain/recovery/forgot-password.ts'

export const ForgotPassword: Operation<'ForgotPassword'> = (ctx, input) => ({
  CodeDeliveryDetails: forgotPassword(ctx, input),
})
