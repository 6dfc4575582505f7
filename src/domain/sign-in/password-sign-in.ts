import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { attributesOf } from '../users/users.ts'
import { failUnknown } from './credential-proof.ts'
import type { Flow } from './flow.ts'
import { type Asking, isAsked } from './functions.ts'
import { identify } from './identify.ts'
import { takeNextStep } from './next-step.ts'
import { requireParameter } from './parameters.ts'
import { passPassword } from './pass-password.ts'
import type { SignInRequest } from './request.ts'
import type { Outcome } from './sign-in.ts'

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
