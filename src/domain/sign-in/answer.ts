import type { RespondToAuthChallengeResponse } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import { attributesOf } from '../users/users.ts'
import { withAssertion } from './assertion.ts'
import { challenges } from './challenges.ts'
import { conclude } from './conclude.ts'
import { answerCustomChallenge, withStep } from './custom-auth.ts'
import { takeNextStep } from './next-step.ts'
import type { ChallengeAnswer } from './request.ts'
import { resume } from './resume.ts'
import { closeSession } from './sessions.ts'
import type { Outcome } from './sign-in.ts'
import { answerSimulated } from './simulated.ts'

/** Takes the answer to a challenge: RespondToAuthChallenge and its administrator's twin differ only in who is asking. */
export async function answerChallenge(
  ctx: FlowContext,
  request: ChallengeAnswer,
): Promise<RespondToAuthChallengeResponse> {
  return conclude(ctx, await takeAnswer(ctx, request))
}

/** A further step of a sign-in, not yet concluded. */
export async function takeAnswer(ctx: FlowContext, request: ChallengeAnswer): Promise<Outcome> {
  if (request.challenge === 'CUSTOM_CHALLENGE') return answerCustomChallenge(ctx, request)
  const checked = request.challenge === 'WEB_AUTHN' ? await withAssertion(ctx, request) : request
  return ctx.transact((inside) => answerInSession(inside, checked))
}

function answerInSession(ctx: Context, request: ChallengeAnswer): Outcome {
  const resumed = resume(ctx, request)
  const { user, session } = resumed
  if (!user) return answerSimulated(ctx, resumed)
  const { challenge: pending } = session.state
  const further = challenges[pending]!.answer(ctx, { ...resumed, user, attributes: attributesOf(ctx, user) })
  closeSession(ctx, session)
  // Documented: custom challenges page. Functions see what was inserted, and how it was answered.
  const custom = further.state.flow === 'CUSTOM_AUTH' && further.state.eventId === undefined
  const step = { challengeName: pending, challengeResult: true }
  return takeNextStep(ctx, custom ? withStep(further, step) : further)
}
