import { goOnWithOffered } from '../first-factors.ts'
import { requireParameter } from '../parameters.ts'
import type { Challenge } from '../sign-in.ts'

/** The choice between several first factors; what the chosen one needs may come with the answer. */
export const SELECT_CHALLENGE: Challenge = {
  // Observed: captures of 2026. The parameters are empty.
  pose: (_ctx, { state }) => ({ parameters: {}, available: [...(state.offered ?? [])] }),
  answer: (ctx, signIn) => goOnWithOffered(ctx, signIn, requireParameter(signIn.request, 'ANSWER')),
}
