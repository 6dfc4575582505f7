import { answerCode, poseCode } from '../message-code.ts'
import type { Challenge } from '../sign-in.ts'

/** A code by text message as the second factor. */
export const SMS_MFA: Challenge = {
  pose: (ctx, signIn) => poseCode(ctx, signIn, 'SMS_MFA'),
  answer: (ctx, signIn) => answerCode(ctx, signIn, 'SMS_MFA'),
}
