import type { Flow } from '../context.ts'
import { giveTokenFeedback } from '../domain/risk/token-feedback.ts'

export const UpdateAuthEventFeedback: Flow<'UpdateAuthEventFeedback'> = async (ctx, input) => {
  await giveTokenFeedback(ctx, input)
  return {}
}
