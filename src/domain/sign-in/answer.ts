import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { RespondToAuthChallengeResponse } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import { readAttempt } from '../risk/attempt.ts'
import { refuseBlockedAddress } from '../risk/protect.ts'
import { attributesOf, findUser, findUserById } from '../users/users.ts'
import { challenges } from './challenges.ts'
import { takeNextStep } from './next-step.ts'
import { conclude, type Outcome } from './outcome.ts'
import { requireHashOf, requireParameter } from './parameters.ts'
import { type ChallengeAnswer, poolAndClient } from './request.ts'
import { closeSession, findSession } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

/** Takes the answer to a challenge: RespondToAuthChallenge and its administrator's twin differ only in who is asking. */
export async function answerChallenge(
  ctx: FlowContext,
  request: ChallengeAnswer,
): Promise<RespondToAuthChallengeResponse> {
  const outcome = ctx.transact((inside) => answerInSession(inside, request))
  return conclude(ctx, outcome)
}

function answerInSession(ctx: Context, request: ChallengeAnswer): Outcome {
  const signIn = resumeSignIn(ctx, request)
  const further = challenges[request.challenge]!.answer(ctx, signIn)
  closeSession(ctx, signIn.session!)
  return takeNextStep(ctx, further)
}

/** The sign-in that an answer belongs to. Inferred: the order of the checks after the session's own. */
export function resumeSignIn(ctx: Context, request: ChallengeAnswer): SignIn {
  const { pool, client } = poolAndClient(ctx, request)
  const session = findSession(ctx, client.id, request.session)
  // Inferred: an answer to another challenge than the pending one; neither error nor text was ever captured.
  ensure(session.state.challenge === request.challenge, faults.invalidSession)
  const name = requireParameter(request, 'USERNAME')
  requireHashOf(ctx, client, request, name)
  const user = session.userId === null ? undefined : findUserById(ctx, session.userId)
  // Observed: captures of 2026. Somebody else's session. Every name of the user will do.
  ensure(user && findUser(ctx, pool, name)?.id === user.id, faults.invalidSession)
  ensure(user.enabled, faults.userIsDisabled)
  const attempt = readAttempt(ctx, pool, client, request.context)
  // Documented: such an address can never sign in. Inferred: at whatever step it turns up.
  refuseBlockedAddress(ctx, pool, client, user, attempt, 'SignIn')
  return { pool, client, user, attributes: attributesOf(ctx, user), attempt, request, state: session.state, session }
}
