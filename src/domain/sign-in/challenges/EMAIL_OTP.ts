import { answerCode, poseCode } from '../message-code.ts'
import type { Challenge } from '../sign-in.ts'

/** A code by e-mail as the second factor. */
export const EMAIL_OTP: Challenge = {
  pose: (ctx, signIn) => poseCode(ctx, signIn, 'EMAIL_OTP'),
  answer: (ctx, signIn) => answerCode(ctx, signIn, 'EMAIL_OTP'),
}
