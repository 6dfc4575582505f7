import type { Operation } from '../context.ts'
import { resendCode } from '../domain/sign-up/confirm.ts'

export const ResendConfirmationCode: Operation<'ResendConfirmationCode'> = (ctx, input) => ({
  CodeDeliveryDetails: resendCode(ctx, input),
})
