import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { CustomStep } from '../../store/schema/sign-in.ts'
import { failSignIn } from '../risk/protect.ts'
import { unrecognizable } from '../triggers/answer.ts'
import {
  type CustomSignIn,
  createAuthChallenge,
  defineAuthChallenge,
  verifyAuthChallengeResponse,
} from '../triggers/custom-auth.ts'
import { asItIsNow } from './as-it-is-now.ts'
import { rate } from './next-step.ts'
import { requireParameter } from './parameters.ts'
import { posePasswordVerifier } from './password-verifier.ts'
import { type ChallengeAnswer, metadataOf } from './request.ts'
import { resume } from './resume.ts'
import { closeSession, openSession } from './sessions.ts'
import type { Outcome, Undecided } from './sign-in.ts'

/** Asks the pool's functions what a custom sign-in does next, and does it. */
export async function decide(ctx: FlowContext, undecided: Undecided): Promise<Outcome> {
  const { pool, user } = undecided
  const signIn = asFunctionsSeeIt(undecided)
  const next = await defineAuthChallenge(ctx, pool, signIn)
  if ('failAuthentication' in next) return ctx.transact((inside) => refuse(inside, undecided))
  if ('issueTokens' in next) {
    // Inferred: functions cannot give tokens to somebody who is not there.
    if (!user) return ctx.transact((inside) => refuse(inside, undecided))
    // Documented: threat protection page. The risk of a custom sign-in is computed when its functions want tokens.
    return ctx.transact((inside) => rate(inside, asItIsNow(inside, { ...undecided, user })))
  }
  if (next.challengeName === 'PASSWORD_VERIFIER') return ctx.transact((inside) => posePassword(inside, undecided))
  // Inferred: no other challenge can be named.
  if (next.challengeName !== 'CUSTOM_CHALLENGE') throw unrecognizable(`there is no challenge ${next.challengeName}`)
  return poseCustom(ctx, undecided, signIn)
}

/** Takes the answer to a custom challenge, which a function of the pool judges. */
export async function answerCustomChallenge(ctx: FlowContext, request: ChallengeAnswer): Promise<Outcome> {
  const { undecided, answer, custom } = ctx.transact((inside) => {
    const resumed = resume(inside, request)
    const challengeAnswer = requireParameter(request, 'ANSWER')
    // Documented: custom challenges page. Every step has a session of its own.
    closeSession(inside, resumed.session)
    return { undecided: resumed, answer: challengeAnswer, custom: resumed.state.custom ?? { steps: [] } }
  })
  const given = {
    privateChallengeParameters: new Map(Object.entries(custom.privateParameters ?? {})),
    challengeAnswer: answer,
  }
  const signIn = asFunctionsSeeIt(undecided)
  const challengeResult = await verifyAuthChallengeResponse(ctx, undecided.pool, signIn, given)
  const step = { challengeName: 'CUSTOM_CHALLENGE', challengeResult, challengeMetadata: custom.metadata }
  return decide(ctx, withStep(undecided, step))
}

/** The same sign-in with one more answered challenge. */
export function withStep<T extends Pick<Undecided, 'state'>>(signIn: T, step: CustomStep): T {
  const steps = [...(signIn.state.custom?.steps ?? []), step]
  return { ...signIn, state: { ...signIn.state, custom: { steps } } }
}

function asFunctionsSeeIt({ client, user, state, request }: Undecided): CustomSignIn {
  return {
    client,
    user,
    username: state.signInName,
    session: state.custom?.steps ?? [],
    clientMetadata: metadataOf(request),
  }
}

async function poseCustom(ctx: FlowContext, undecided: Undecided, signIn: CustomSignIn): Promise<Outcome> {
  const { pool, client, user, state } = undecided
  const made = await createAuthChallenge(ctx, pool, signIn, 'CUSTOM_CHALLENGE')
  const custom = {
    steps: state.custom?.steps ?? [],
    privateParameters: Object.fromEntries(made.privateChallengeParameters),
    metadata: made.challengeMetadata,
  }
  const session = ctx.transact((inside) => {
    const now = user && asItIsNow(inside, { ...undecided, user }).user
    return openSession(inside, client, now, { ...state, challenge: 'CUSTOM_CHALLENGE', custom })
  })
  const parameters = {
    ...Object.fromEntries(made.publicChallengeParameters),
    USERNAME: user?.username ?? state.signInName,
  }
  return { challenge: 'CUSTOM_CHALLENGE', parameters, session }
}

function posePassword(ctx: Context, { pool, client, user, request, state }: Undecided): Outcome {
  // Inferred: the password can only be asked for right after SRP_A.
  const isNext = state.custom?.steps.at(-1)?.challengeName === 'SRP_A'
  ensure(isNext, () => unrecognizable('PASSWORD_VERIFIER must follow SRP_A'))
  return posePasswordVerifier(ctx, { pool, client, user, name: state.signInName }, request, state)
}

function refuse(ctx: Context, { pool, client, user, attempt, state }: Undecided): Outcome {
  failSignIn(ctx, { pool, client, user, username: state.signInName, attempt, custom: true })
  return { refused: faults.incorrectUsernameOrPassword() }
}
