import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { User } from '../../store/schema/users.ts'
import { readAttempt } from '../risk/attempt.ts'
import { refuseBlockedAddress } from '../risk/protect.ts'
import { findUser, findUserById } from '../users/users.ts'
import { isFirstFactor } from './first-factors.ts'
import { requireHashOf, requireParameter } from './parameters.ts'
import { type ChallengeAnswer, poolAndClient } from './request.ts'
import { findSession, type SessionRow } from './sessions.ts'
import type { ResumedSession } from './sign-in.ts'
import { simulatedSecret } from './srp-exchange.ts'

/** The sign-in that an answer belongs to; it need not be anybody's. Inferred: the order of the checks after the session's own. */
export function resume(ctx: Context, given: ChallengeAnswer): ResumedSession {
  const { pool, client } = poolAndClient(ctx, given)
  const session = findSession(ctx, client.id, sessionOf(given))
  const request = asChoice(given, session)
  const { state } = session
  // Inferred: an answer to another challenge than the pending one; neither error nor text was ever captured.
  ensure(request.challenge === state.challenge && !state.signUp, faults.invalidSession)
  const name = requireParameter(request, 'USERNAME')
  requireHashOf(ctx, client, request, name)
  const user = session.userId === null ? undefined : findUserById(ctx, session.userId)
  // Observed: captures of 2026. Somebody else's session. Every name of the user will do.
  const isTheirs = user
    ? findUser(ctx, pool, name)?.id === user.id
    : name === state.signInName || name === simulatedSecret(ctx, pool.id, state.signInName).userId
  ensure(isTheirs, faults.invalidSession)
  ensure(isEnabled(user), faults.userIsDisabled)
  const attempt = readAttempt(ctx, pool, client, request.context)
  // Documented: such an address can never sign in. Inferred: at whatever step it turns up.
  refuseBlockedAddress(ctx, pool, client, user, attempt, 'SignIn', { custom: state.flow === 'CUSTOM_AUTH' })
  return { pool, client, user, attempt, request, state, session }
}

// Observed: captures. In USER_SRP_AUTH the secret block is all that stands for the sign-in.
function sessionOf({ challenge, session, parameters }: ChallengeAnswer): string | undefined {
  return challenge === 'PASSWORD_VERIFIER' ? (session ?? parameters['PASSWORD_CLAIM_SECRET_BLOCK']) : session
}

/** Documented: RespondToAuthChallenge API page. A first factor may be answered directly, instead of being chosen first. */
function asChoice(given: ChallengeAnswer, { state }: SessionRow): ChallengeAnswer {
  if (state.challenge !== 'SELECT_CHALLENGE' || !isFirstFactor(given.challenge)) return given
  return { ...given, challenge: 'SELECT_CHALLENGE', parameters: { ...given.parameters, ANSWER: given.challenge } }
}

function isEnabled(user: User | undefined): boolean {
  return user === undefined || user.enabled
}
