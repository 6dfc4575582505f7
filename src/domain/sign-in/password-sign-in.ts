import { ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { checkPassword } from '../credentials/passwords.ts'
import { checkCompromised } from '../risk/compromised-check.ts'
import { refuseCompromised } from '../risk/protect.ts'
import { attributesOf, updateUser } from '../users/users.ts'
import { type Claimant, failUnknown, provePassword, requireSignInState } from './credential-proof.ts'
import type { Flow } from './flow.ts'
import { type Asking, isAsked } from './functions.ts'
import { identify } from './identify.ts'
import { takeNextStep } from './next-step.ts'
import { requireParameter } from './parameters.ts'
import type { SignInRequest } from './request.ts'
import type { Outcome, SignIn } from './sign-in.ts'

/** A sign-in whose password arrives in clear with the first step. */
// Inferred: the order of the checks; each of them is documented or observed where it stands.
export function signInByPassword(ctx: Context, request: SignInRequest, flow: Flow, asked: boolean): Outcome | Asking {
  const identity = identify(ctx, request, flow, { needed: ['PASSWORD'] })
  const { pool, client, name, user } = identity
  const password = requireParameter(request, 'PASSWORD')
  // Documented: developer guide, managing errors. Whatever PreventUserExistenceErrors says.
  ensure(!user || user.enabled, faults.userIsDisabled)
  // Documented: pre authentication and migrate user pages. Before the password is looked at.
  const question = { pool, client, name, user, password }
  if (!asked && isAsked(ctx, question)) return { ask: question }
  if (!user) throw failUnknown(ctx, identity)
  const state = { flow: request.flow, signInName: name }
  const attributes = attributesOf(ctx, user)
  return takeNextStep(ctx, passPassword(ctx, { ...identity, user, attributes, request, state }, password))
}

/** Checks a password in clear and everything that depends on its being right. */
export function passPassword(ctx: Context, signIn: SignIn, password: string): SignIn {
  const { pool, user, state } = signIn
  const claimant = { ...signIn, name: state.signInName }
  // Ours: a simulated sign-in may come without the password.
  const skipped = ctx.request.simulated?.skipCredentials ?? false
  if (!skipped) provePassword(ctx, claimant, () => checkPassword(ctx, pool, user, password))
  requireSignInState(ctx, pool, user)
  return { ...signIn, compromised: !skipped && requireUncompromised(ctx, claimant, password) }
}

/** Whether the password is compromised; where the configuration blocks that, the user must reset it. */
function requireUncompromised(ctx: Context, { pool, client, user, attempt }: Claimant, password: string): boolean {
  const { detected, block } = checkCompromised(ctx, pool, client, password, 'SIGN_IN')
  if (!block) return detected
  refuseCompromised(ctx, { pool, client, user, attempt })
  // Documented: threat protection page. The user's state becomes RESET_REQUIRED.
  updateUser(ctx, user, { status: 'RESET_REQUIRED' })
  throw keepingWrites(faults.compromisedPasswordAtSignIn())
}
