import type { Flow } from '../context.ts'
import { answerChallenge } from '../domain/sign-in/answer.ts'

export const RespondToAuthChallenge: Flow<'RespondToAuthChallenge'> = (ctx, input) =>
  answerChallenge(ctx, {
    poolId: undefined,
    clientId: input.ClientId,
    challenge: input.ChallengeName,
    parameters: input.ChallengeResponses ?? {},
    session: input.Session,
    clientMetadata: input.ClientMetadata,
    context: { UserContextData: input.UserContextData },
  })
