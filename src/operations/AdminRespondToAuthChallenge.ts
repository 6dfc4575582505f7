import type { Flow } from '../context.ts'
import { answerChallenge } from '../domain/sign-in/answer.ts'

export const AdminRespondToAuthChallenge: Flow<'AdminRespondToAuthChallenge'> = (ctx, input) =>
  answerChallenge(ctx, {
    poolId: input.UserPoolId,
    clientId: input.ClientId,
    challenge: input.ChallengeName,
    parameters: input.ChallengeResponses ?? {},
    session: input.Session,
    clientMetadata: input.ClientMetadata,
    context: { ContextData: input.ContextData },
  })
