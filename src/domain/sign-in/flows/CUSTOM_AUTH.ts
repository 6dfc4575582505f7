import { ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import type { Context } from '../../../context.ts'
import { hidesExistence } from '../../clients/existence.ts'
import { functionOf } from '../../pools/functions.ts'
import { failUnknown } from '../credential-proof.ts'
import type { Flow } from '../flow.ts'
import { type Asking, isAsked, takeFirstStep } from '../functions.ts'
import { identify } from '../identify.ts'
import type { SignInRequest } from '../request.ts'
import type { Outcome } from '../sign-in.ts'
import { readSrpA } from '../srp-exchange.ts'

/** A sign-in whose steps functions of the pool decide; with SRP_A it begins with the password. */
export const CUSTOM_AUTH: Flow = {
  callers: 'both',
  switchedOnBy: ['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'],
  disabled: faults.flowIsNotEnabled('CUSTOM_AUTH'),
  begin: (ctx, request) => takeFirstStep(ctx, request, (inside, asked) => begin(inside, request, asked)),
}

function begin(ctx: Context, request: SignInRequest, asked: boolean): Outcome | Asking {
  const identity = identify(ctx, request, CUSTOM_AUTH)
  const { pool, client, name, user, attempt } = identity
  ensure(functionOf(ctx, pool, 'DefineAuthChallenge'), faults.customAuthNotConfigured)
  // Observed: amplify-js sends CHALLENGE_NAME. Documented: the service model's text writes ChallengeName.
  const first = request.parameters['CHALLENGE_NAME'] ?? request.parameters['ChallengeName']
  const withPassword = first === 'SRP_A'
  if (withPassword) readSrpA(request)
  // Documented: developer guide, managing errors. Where existence is hidden, the functions run for nobody.
  if (!user && !hidesExistence(client)) throw failUnknown(ctx, identity)
  ensure(!user || user.enabled, faults.userIsDisabled)
  // Inferred: without a password to check, the state of the user is told at once.
  ensure(withPassword || user?.status !== 'UNCONFIRMED', faults.userIsNotConfirmed)
  ensure(withPassword || user?.status !== 'RESET_REQUIRED', faults.passwordResetRequired)
  const question = { pool, client, name, user }
  if (!asked && isAsked(ctx, question)) return { ask: question }
  const steps = withPassword ? [{ challengeName: 'SRP_A', challengeResult: true }] : []
  const namedDevice = request.parameters['DEVICE_KEY']
  const state = { flow: 'CUSTOM_AUTH', signInName: name, namedDevice, custom: { steps } } as const
  return { undecided: { pool, client, user, attempt, request, state } }
}
