import { requireParameter } from '../parameters.ts'
import { passPassword } from '../pass-password.ts'
import type { Challenge } from '../sign-in.ts'

/** The password in clear as the first factor of USER_AUTH. */
export const PASSWORD: Challenge = {
  pose: () => ({ parameters: {} }),
  answer: (ctx, signIn) => passPassword(ctx, signIn, requireParameter(signIn.request, 'PASSWORD')),
}
