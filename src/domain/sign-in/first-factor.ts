import * as faults from '../../api/faults.ts'
import type { AuthFlowType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { protectSignIn } from '../risk/protect.ts'
import { eligibleFactors } from './eligible-factors.ts'
import { takeNextStep } from './next-step.ts'
import type { Outcome } from './outcome.ts'
import type { SignIn } from './sign-in.ts'

/** Who proved a first factor, and how. */
export type FirstFactor = Omit<SignIn, 'state'> & {
  readonly flow: AuthFlowType
  readonly signInName: string
  /** Whether the password is known to be compromised (and was let pass). */
  readonly compromised?: boolean | undefined
}

/** Lets threat protection see a sign-in whose first factor was right, and takes the next step, if there is one. */
export function passFirstFactor(ctx: Context, { flow, signInName, compromised, ...signIn }: FirstFactor): Outcome {
  const { pool, client, user, attributes, attempt } = signIn
  // Inferred: evaluated here, after the credentials and before the second factor is chosen.
  const eligible = eligibleFactors(ctx, pool, user, attributes)
  const { eventId, demand, notice } = protectSignIn(ctx, { pool, client, user, attempt, compromised, eligible })
  if (demand === 'block') return { refused: faults.blockedByRisk(), notice }
  const state = { flow, signInName, eventId, mfaDemanded: demand === 'mfa' }
  return { ...takeNextStep(ctx, { ...signIn, state }), notice }
}
