import type { Flow } from '../context.ts'
import { startSignIn } from '../domain/sign-in/start.ts'

export const InitiateAuth: Flow<'InitiateAuth'> = (ctx, input) =>
  startSignIn(ctx, {
    poolId: undefined,
    clientId: input.ClientId,
    flow: input.AuthFlow,
    parameters: input.AuthParameters ?? {},
    session: input.Session,
    clientMetadata: input.ClientMetadata,
    context: { UserContextData: input.UserContextData },
  })
