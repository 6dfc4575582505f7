import { answerFirstCode, poseFirstCode } from '../first-code.ts'
import type { Challenge } from '../sign-in.ts'

/** A code by text message as the first factor. */
export const SMS_OTP: Challenge = {
  pose: (ctx, signIn) => poseFirstCode(ctx, signIn, 'SMS_OTP'),
  answer: (ctx, signIn) => answerFirstCode(ctx, signIn, 'SMS_OTP'),
}
