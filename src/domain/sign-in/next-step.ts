import { ApiError } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ChallengeNameType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { mfaModeOf } from '../pools/mfa.ts'
import { withRememberedDevice } from '../risk/attempt.ts'
import { finishSignIn, protectSignIn } from '../risk/protect.ts'
import { challenges } from './challenges.ts'
import { nameDevice, namedDevice, rememberedDevice } from './device-in-use.ts'
import { eligibleFactors } from './eligible-factors.ts'
import { chooseMfa, type MfaChoice, oneOf } from './mfa-choice.ts'
import { openSession } from './sessions.ts'
import { type Outcome, proceed, type SignIn } from './sign-in.ts'
import { factorsForTarget } from './step-up.ts'
import { succeed } from './success.ts'

/** What decides about the next step of a sign-in whose first factor was right, or has yet to be given. */
interface Facts {
  /** The challenge to which the last answer led by itself. */
  readonly pending: ChallengeNameType | undefined
  /** Whether threat protection has seen the sign-in. */
  readonly rated: boolean
  /** Whether functions of the pool decide about the sign-in. */
  readonly custom: boolean
  readonly newPasswordDue: boolean
  /** Whether the proof of a remembered device takes the place of a second factor. */
  readonly deviceDue: boolean
  readonly mfa: MfaChoice['challenge']
}

interface Step {
  readonly when: (facts: Facts) => boolean
  readonly next: (facts: Facts) => ChallengeNameType | 'rate' | 'decide' | 'impossible'
}

/**
 * Read downwards; the first row that holds is what comes next. No row holds: tokens are due.
 * Documented: the functions of CUSTOM_AUTH decide once its inserted challenges are answered, and threat protection looks
 * when they want tokens. Inferred: elsewhere it looks after the first factor; the device comes before, since it counts.
 */
const steps: readonly Step[] = [
  { when: (facts) => facts.pending !== undefined, next: (facts) => facts.pending! },
  { when: (facts) => !facts.rated && !facts.custom && facts.deviceDue, next: () => 'DEVICE_SRP_AUTH' },
  { when: (facts) => !facts.rated && !facts.custom, next: () => 'rate' },
  { when: (facts) => facts.newPasswordDue, next: () => 'NEW_PASSWORD_REQUIRED' },
  { when: (facts) => facts.deviceDue, next: () => 'DEVICE_SRP_AUTH' },
  { when: (facts) => facts.mfa !== 'none', next: (facts) => facts.mfa as Exclude<Facts['mfa'], 'none'> },
  { when: (facts) => !facts.rated, next: () => 'decide' },
]

/** Puts the next challenge to the user, or composes the tokens. */
export function takeNextStep(ctx: Context, given: SignIn): Outcome {
  const signIn = nameDevice(ctx, given)
  const choice = chooseFactor(ctx, signIn)
  const facts = factsOf(ctx, signIn, choice)
  const next = steps.find((step) => step.when(facts))?.next(facts)
  switch (next) {
    case undefined:
      return succeed(ctx, signIn)
    case 'rate':
      return rate(ctx, signIn)
    case 'decide':
      return { undecided: signIn }
    case 'impossible':
      return { refused: noFactor(ctx, signIn) }
    default:
      return pose(ctx, proceed(signIn, { mfaOffered: 'factors' in choice ? choice.factors : undefined }), next)
  }
}

/** Lets threat protection see the sign-in, and goes on unless it is blocked. */
export function rate(ctx: Context, signIn: SignIn): Outcome {
  const { pool, client, user, attributes, state, compromised } = signIn
  const eligible = eligibleFactors(ctx, pool, user, attributes)
  // Documented: device page, events are linked to a confirmed device. Inferred: naming it is enough, since its secret is
  // asked for only in place of a second factor.
  const device = namedDevice(ctx, signIn)
  const proved = state.deviceProved === true
  const attempt = device ? withRememberedDevice(signIn.attempt, device.key, proved) : signIn.attempt
  const custom = state.flow === 'CUSTOM_AUTH'
  const rating = protectSignIn(ctx, { pool, client, user, attempt, compromised, custom, eligible })
  const { eventId, demand, notice } = rating
  if (demand === 'block') return { refused: faults.blockedByRisk(), notice }
  return { ...takeNextStep(ctx, proceed(signIn, { eventId, mfaDemanded: demand === 'mfa' })), notice }
}

/** Puts one challenge to the user. */
export function pose(ctx: Context, signIn: SignIn, challenge: ChallengeNameType): Outcome {
  const { parameters, state, available } = challenges[challenge]!.pose(ctx, signIn)
  const session = openSession(ctx, signIn.client, signIn.user, {
    ...signIn.state,
    pending: undefined,
    sentCode: undefined,
    ...state,
    challenge,
  })
  return { challenge, parameters, session, available }
}

function factsOf(ctx: Context, signIn: SignIn, { challenge: mfa }: MfaChoice): Facts {
  const { user, state } = signIn
  const rated = state.eventId !== undefined
  const custom = state.flow === 'CUSTOM_AUTH'
  // Documented: device page. A device replaces a second factor; in CUSTOM_AUTH it comes last, once tokens are wanted.
  // Inferred: it is no factor of a level that was asked for.
  const deviceWanted = factorsForTarget(signIn).length === 0 && (mfa !== 'none' || (custom && rated))
  return {
    pending: state.pending,
    rated,
    custom,
    newPasswordDue: user.status === 'FORCE_CHANGE_PASSWORD' && !(custom && rated),
    deviceDue: deviceWanted && !state.deviceProved && rememberedDevice(ctx, signIn) !== undefined,
    mfa,
  }
}

function chooseFactor(ctx: Context, signIn: SignIn): MfaChoice {
  const { pool, user, attributes, state } = signIn
  if (state.mfaDone || mfaModeOf(pool) === 'OFF') return { challenge: 'none' }
  if (state.mfaChosen) return { challenge: state.mfaChosen }
  // Documented: custom challenges page. MFA is inserted after the password; later only threat protection asks for it.
  const decided = state.flow === 'CUSTOM_AUTH' && state.eventId !== undefined
  if (decided && !state.mfaDemanded) return { challenge: 'none' }
  // Documented: step-up page. The level that was asked for may choose the factor.
  const wanted = factorsForTarget(signIn)
  if (wanted.length > 0) return oneOf(wanted, user)
  const usable = eligibleFactors(ctx, pool, user, attributes)
  return chooseMfa({ pool, user, usable, demanded: state.mfaDemanded ?? false })
}

// Documented: the tree ends in an error; every sign-in operation but InitiateAuth declares MFAMethodNotFoundException.
// Inferred: which error it is, and the texts.
function noFactor(ctx: Context, { state }: SignIn): ApiError {
  if (state.eventId) finishSignIn(ctx, state.eventId, { passed: false })
  const text = 'No MFA method is available for the user.'
  const declared = ctx.request.operation !== 'InitiateAuth'
  return new ApiError(declared ? 'MFAMethodNotFoundException' : 'InvalidUserPoolConfigurationException', text)
}
