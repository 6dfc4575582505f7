import { ApiError } from '../../api/errors.ts'
import type { ChallengeNameType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { mfaModeOf } from '../pools/mfa.ts'
import { challenges } from './challenges.ts'
import { eligibleFactors } from './eligible-factors.ts'
import { chooseMfa, type MfaChoice } from './mfa-choice.ts'
import type { Outcome } from './outcome.ts'
import { openSession } from './sessions.ts'
import { proceed, type SignIn } from './sign-in.ts'
import { succeed } from './success.ts'

/** What decides about the next step. */
interface Facts {
  readonly newPasswordDue: boolean
  readonly mfa: MfaChoice['challenge']
}

interface Step {
  readonly when: (facts: Facts) => boolean
  readonly challenge: (facts: Facts) => ChallengeNameType | 'impossible'
}

/** Read downwards; the first row that holds is what the user must do next. No row holds: tokens are due. */
const steps: readonly Step[] = [
  { when: (facts) => facts.newPasswordDue, challenge: () => 'NEW_PASSWORD_REQUIRED' },
  { when: (facts) => facts.mfa !== 'none', challenge: (facts) => facts.mfa as Exclude<Facts['mfa'], 'none'> },
]

/** Puts the next challenge to the user, or composes the tokens. */
export function takeNextStep(ctx: Context, signIn: SignIn): Outcome {
  const choice = chooseFactor(ctx, signIn)
  const facts = { newPasswordDue: signIn.user.status === 'FORCE_CHANGE_PASSWORD', mfa: choice.challenge }
  const challenge = steps.find((step) => step.when(facts))?.challenge(facts)
  if (challenge === undefined) return succeed(ctx, signIn)
  if (challenge === 'impossible') throw noFactor(ctx)
  const offered = 'factors' in choice ? choice.factors : undefined
  return pose(ctx, proceed(signIn, { mfaOffered: offered }), challenge)
}

/** Puts one challenge to the user. */
export function pose(ctx: Context, signIn: SignIn, challenge: ChallengeNameType): Outcome {
  const posed = challenges[challenge]!.pose(ctx, signIn)
  const session = openSession(ctx, signIn.client, signIn.user, {
    ...signIn.state,
    sentCode: undefined,
    ...posed.state,
    challenge,
  })
  return { challenge, parameters: posed.parameters, session }
}

function chooseFactor(ctx: Context, { pool, user, attributes, state }: SignIn): MfaChoice {
  if (state.mfaDone || mfaModeOf(pool) === 'OFF') return { challenge: 'none' }
  if (state.mfaChosen) return { challenge: state.mfaChosen }
  const usable = eligibleFactors(ctx, pool, user, attributes)
  return chooseMfa({ pool, user, usable, demanded: state.mfaDemanded ?? false })
}

// Documented: the tree ends in an error; every sign-in operation but InitiateAuth declares MFAMethodNotFoundException.
// Inferred: which error it is, and the texts.
function noFactor(ctx: Context): ApiError {
  const text = 'No MFA method is available for the user.'
  const declared = ctx.request.operation !== 'InitiateAuth'
  return new ApiError(declared ? 'MFAMethodNotFoundException' : 'InvalidUserPoolConfigurationException', text)
}
