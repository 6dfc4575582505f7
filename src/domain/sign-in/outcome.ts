import type { ApiError } from '../../api/errors.ts'
import type { ChallengeNameType, ChallengeParametersType, InitiateAuthResponse } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import { type Notice, notify } from '../risk/notify.ts'
import { signTokens, type TokenPlan } from '../tokens/tokens.ts'
import type { SignIn } from './sign-in.ts'
import { askAndGrant } from './success.ts'

/** What a step of a sign-in came to, once its transaction is over. */
export type Outcome = (
  | {
      readonly challenge: ChallengeNameType
      readonly parameters: ChallengeParametersType
      readonly session: string | undefined
      readonly available?: ChallengeNameType[] | undefined
    }
  | { readonly tokens: TokenPlan }
  /** A sign-in with nothing left to prove, on which functions of the pool have a say before there are tokens. */
  | { readonly due: SignIn }
  | { readonly refused: ApiError }
) & {
  /** The e-mail of threat protection that must be written before the caller hears of the outcome. */
  readonly notice?: Notice | undefined
}

/** What is left to do outside of a transaction: the notification, and the signatures. Throws where the outcome is a refusal. */
export async function conclude(ctx: FlowContext, outcome: Outcome): Promise<InitiateAuthResponse> {
  if (outcome.notice) await notify(ctx, outcome.notice)
  if ('refused' in outcome) throw outcome.refused
  // Observed: captures. Tokens come with an empty map of parameters.
  if ('tokens' in outcome || 'due' in outcome) {
    const tokens = 'due' in outcome ? await askAndGrant(ctx, outcome.due) : outcome.tokens
    return { AuthenticationResult: await signTokens(ctx, tokens), ChallengeParameters: {} }
  }
  return {
    ChallengeName: outcome.challenge,
    ChallengeParameters: outcome.parameters,
    Session: outcome.session,
    AvailableChallenges: outcome.available,
  }
}
