import type { Flow } from '../context.ts'
import { signUp } from '../domain/sign-up/sign-up.ts'

export const SignUp: Flow<'SignUp'> = async (ctx, input) => {
  const { user, delivery } = await signUp(ctx, input)
  return { UserConfirmed: user.status === 'CONFIRMED', CodeDeliveryDetails: delivery, UserSub: user.sub }
}
