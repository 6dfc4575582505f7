import * as faults from '../../../api/faults.ts'
import type { Context } from '../../../context.ts'
import { hidesExistence } from '../../clients/existence.ts'
import { failUnknown } from '../credential-proof.ts'
import type { Flow } from '../flow.ts'
import { type Asking, isAsked, takeFirstStep } from '../functions.ts'
import { identify } from '../identify.ts'
import { posePasswordVerifier } from '../password-verifier.ts'
import type { SignInRequest } from '../request.ts'
import type { Outcome } from '../sign-in.ts'

/** Username and the first half of an SRP exchange. */
export const USER_SRP_AUTH: Flow = {
  callers: 'both',
  switchedOnBy: ['ALLOW_USER_SRP_AUTH'],
  disabled: faults.flowIsNotEnabled('USER_SRP_AUTH'),
  begin: (ctx, request) => takeFirstStep(ctx, request, (inside, asked) => begin(inside, request, asked)),
}

// Observed: recorded sign-ins. Whether the user exists is told here or never, his state only with the proof.
function begin(ctx: Context, request: SignInRequest, asked: boolean): Outcome | Asking {
  const identity = identify(ctx, request, USER_SRP_AUTH, { needed: ['SRP_A'] })
  const { pool, client, name, user } = identity
  const question = { pool, client, name, user }
  if (!asked && isAsked(ctx, question)) return { ask: question }
  if (!user && !hidesExistence(client)) throw failUnknown(ctx, identity)
  const state = { flow: 'USER_SRP_AUTH', signInName: name, namedDevice: request.parameters['DEVICE_KEY'] } as const
  return posePasswordVerifier(ctx, identity, request, state)
}
