import { answerFirstCode, poseFirstCode } from '../first-code.ts'
import { answerCode, poseCode } from '../message-code.ts'
import type { Challenge, SignIn } from '../sign-in.ts'

/** A code by e-mail, as the first factor of USER_AUTH or as the second one. */
export const EMAIL_OTP: Challenge = {
  pose: (ctx, signIn) =>
    isFirst(signIn) ? poseFirstCode(ctx, signIn, 'EMAIL_OTP') : poseCode(ctx, signIn, 'EMAIL_OTP'),
  answer: (ctx, signIn) =>
    isFirst(signIn) ? answerFirstCode(ctx, signIn, 'EMAIL_OTP') : answerCode(ctx, signIn, 'EMAIL_OTP'),
}

/** Threat protection sees a sign-in between its first and its second factor. */
function isFirst({ state }: SignIn): boolean {
  return state.flow === 'USER_AUTH' && state.eventId === undefined
}
