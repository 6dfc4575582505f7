import type { InitiateAuthResponse } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import { notify } from '../risk/notify.ts'
import { signTokens } from '../tokens/tokens.ts'
import { decide } from './custom-auth.ts'
import type { Outcome } from './sign-in.ts'
import { askAndGrant } from './success.ts'

/** What is left to do outside of a transaction: notification, functions, signatures. Throws where the outcome is a refusal. */
export async function conclude(ctx: FlowContext, outcome: Outcome): Promise<InitiateAuthResponse> {
  if (outcome.notice) await notify(ctx, outcome.notice)
  if ('undecided' in outcome) return conclude(ctx, await decide(ctx, outcome.undecided))
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
