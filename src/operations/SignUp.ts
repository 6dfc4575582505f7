import type { Operation } from '../context.ts'
import { draftSignUp, registerUser } from '../domain/sign-up/register.ts'

export const SignUp: Operation<'SignUp'> = (ctx, input) => {
  const { user, delivery } = registerUser(ctx, draftSignUp(ctx, input))
  return { UserConfirmed: user.status === 'CONFIRMED', CodeDeliveryDetails: delivery, UserSub: user.sub }
}
