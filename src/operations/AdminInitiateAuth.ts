import type { Flow } from '../context.ts'
import { startSignIn } from '../domain/sign-in/start.ts'

export const AdminInitiateAuth: Flow<'AdminInitiateAuth'> = (ctx, input) =>
  startSignIn(ctx, {
    poolId: input.UserPoolId,
    clientId: input.ClientId,
    flow: input.AuthFlow,
    parameters: input.AuthParameters ?? {},
    session: input.Session,
    clientMetadata: input.ClientMetadata,
    context: { ContextData: input.ContextData },
  })
