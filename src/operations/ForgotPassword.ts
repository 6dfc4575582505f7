import type { Flow } from '../context.ts'
import { recover } from '../domain/recovery/recover.ts'

export const ForgotPassword: Flow<'ForgotPassword'> = async (ctx, input) => ({
  CodeDeliveryDetails: await recover(ctx, input),
})
