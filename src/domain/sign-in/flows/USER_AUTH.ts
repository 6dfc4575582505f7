import { ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import type { Context } from '../../../context.ts'
import { requireEssentials } from '../../pools/tiers.ts'
import { attributesOf } from '../../users/users.ts'
import { type FirstFactor, goOnWith, isFirstFactor, offeredFactors } from '../first-factors.ts'
import type { Flow } from '../flow.ts'
import { type Asking, isAsked, takeFirstStep } from '../functions.ts'
import { identify } from '../identify.ts'
import { takeNextStep } from '../next-step.ts'
import type { SignInRequest } from '../request.ts'
import { type Outcome, proceed, type SignIn } from '../sign-in.ts'
import { signInAfterSignUp } from '../sign-up-session.ts'
import { beginSimulated } from '../simulated.ts'
import { aimOf, type Presented, readPresented } from '../step-up.ts'

/** A sign-in whose first factor the user chooses. */
export const USER_AUTH: Flow = {
  callers: 'both',
  switchedOnBy: ['ALLOW_USER_AUTH'],
  disabled: faults.flowIsNotEnabled('USER_AUTH'),
  async begin(ctx, request) {
    const presented = await readPresented(ctx, request)
    return takeFirstStep(ctx, request, (inside, asked) => begin(inside, request, presented, asked))
  },
}

function begin(
  ctx: Context,
  request: SignInRequest,
  presented: Presented | undefined,
  asked: boolean,
): Outcome | Asking {
  const identity = identify(ctx, request, USER_AUTH)
  const { pool, client, name, user } = identity
  // Documented: feature plans page. Inferred: the feature's name.
  requireEssentials(pool, 'Choice-Based Authentication')
  ensure(!user || user.enabled, faults.userIsDisabled)
  const preferred = request.parameters['PREFERRED_CHALLENGE']
  // Documented: migrate user page. Only a password brings somebody in from elsewhere.
  const password = preferred === 'PASSWORD' ? request.parameters['PASSWORD'] : undefined
  const question = { pool, client, name, user, password }
  if (!asked && isAsked(ctx, question)) return { ask: question }
  if (!user) return beginSimulated(ctx, identity, request)

  const state = { flow: 'USER_AUTH', signInName: name } as const
  const signIn = { ...identity, user, attributes: attributesOf(ctx, user), request, state }
  // Documented: ConfirmSignUp API page. Other parameters do not count then.
  const confirmed = signInAfterSignUp(ctx, signIn)
  if (confirmed) return takeNextStep(ctx, confirmed)
  const aim = aimOf(ctx, signIn, presented)
  const aimed = aim ? proceed(signIn, { target: aim.target, methods: [] }) : signIn
  // Documented: step-up page. What the token vouches for is not asked for again.
  if (aim && aim.first.length === 0) return takeNextStep(ctx, aimed)
  return takeNextStep(ctx, choose(ctx, aimed, aim?.first))
}

// Documented: authentication flows page. A preference that the user cannot follow leads to the choice.
function choose(ctx: Context, signIn: SignIn, aimedAt: readonly FirstFactor[] | undefined): SignIn {
  const { pool, user, attributes, request } = signIn
  const preferred = request.parameters['PREFERRED_CHALLENGE']
  const offered = aimedAt ?? offeredFactors(ctx, pool, user, attributes)
  const isOffered = isFirstFactor(preferred) && offered.includes(preferred)
  return isOffered ? goOnWith(ctx, signIn, preferred) : proceed(signIn, { pending: 'SELECT_CHALLENGE', offered })
}
