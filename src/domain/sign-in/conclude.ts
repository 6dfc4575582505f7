import type { InitiateAuthResponse } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import { notify } from '../risk/notify.ts'
import { signTokens } from '../tokens/tokens.ts'
import { decide } from './custom-auth.ts'
import type { Outcome } from './sign-in.ts'
import { askAndGrant } from './success.ts'

/** What is left to do outside of a transaction: notification, functions, signatures. Throws where the outcome is a refusal. */
export async function conclude(ctx: FlowContext, outcome: Outcome): Promise<InitiateAuthResponse> {
  const settled = await settle(ctx, outcome)
  // Observed: captures. Tokens come with an empty map of parameters.
  if ('tokens' in settled || 'due' in settled) {
    const tokens = 'due' in settled ? await askAndGrant(ctx, settled.due) : settled.tokens
    return { AuthenticationResult: await signTokens(ctx, tokens), ChallengeParameters: {} }
  }
  return {
    ChallengeName: settled.challenge,
    ChallengeParameters: settled.parameters,
    Session: settled.session,
    AvailableChallenges: settled.available,
  }
}

/** An outcome on which nothing but the answer depends any more. */
export type Settled = Exclude<Outcome, { undecided: unknown } | { refused: unknown }>

/** Writes the notification and asks the functions that decide. Throws where the outcome is a refusal. */
export async function settle(ctx: FlowContext, outcome: Outcome): Promise<Settled> {
  if (outcome.notice) await notify(ctx, outcome.notice)
  if ('undecided' in outcome) return settle(ctx, await decide(ctx, outcome.undecided))
  if ('refused' in outcome) throw outcome.refused
  return outcome
}
