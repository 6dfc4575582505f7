import type { Flow } from '../context.ts'
import { startSession } from '../domain/sign-in/sign-up-session.ts'
import { signUp } from '../domain/sign-up/sign-up.ts'

export const SignUp: Flow<'SignUp'> = async (ctx, input) => {
  const { user, delivery } = await signUp(ctx, input)
  return {
    UserConfirmed: user.status === 'CONFIRMED',
    CodeDeliveryDetails: delivery,
    UserSub: user.sub,
    Session: ctx.transact((inside) => startSession(inside, input.ClientId, user)) ?? undefined,
  }
}
