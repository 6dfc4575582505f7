import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { User } from '../../store/schema/users.ts'
import { getClient } from '../clients/clients.ts'
import { authFlowsOf } from '../clients/settings.ts'
import { getPool } from '../pools/pools.ts'
import { allowedFactors } from './first-factors.ts'
import { closeSession, findSession, openSession } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

/** The Session of SignUp, which ConfirmSignUp may carry on; null where the client may not use USER_AUTH. */
export function startSession(ctx: Context, clientId: string, user: User): string | null {
  return open(ctx, clientId, user, 'begun') ?? null
}

/**
 * The Session of ConfirmSignUp: with it the user can sign in without another proof. Observed: amplify-js gets one without
 * sending that of SignUp.
 */
export function confirmSession(
  ctx: Context,
  clientId: string,
  user: User,
  session: string | undefined,
): string | undefined {
  if (session !== undefined) {
    const row = findSession(ctx, clientId, session)
    ensure(row.userId === user.id && row.state.signUp === 'begun', faults.invalidSession)
    closeSession(ctx, row)
  }
  return open(ctx, clientId, user, 'confirmed')
}

function open(ctx: Context, clientId: string, user: User, signUp: 'begun' | 'confirmed'): string | undefined {
  const client = getClient(ctx, clientId)
  // Documented: SignUp API page. Observed: recorded SignUp without it, of a client without that flow.
  const allowed = authFlowsOf(client).includes('ALLOW_USER_AUTH')
  if (!allowed || getPool(ctx, client.poolId).settings.UserPoolTier === 'LITE') return undefined
  const state = { challenge: 'SELECT_CHALLENGE', flow: 'USER_AUTH', signInName: user.username } as const
  return openSession(ctx, client, user, { ...state, signUp })
}

/** The sign-in of somebody who has just been confirmed, if its Session says so and a code could have been the first factor. */
export function signInAfterSignUp(ctx: Context, signIn: SignIn): SignIn | undefined {
  const { pool, client, user, request, attributes } = signIn
  if (request.session === undefined) return undefined
  const row = findSession(ctx, client.id, request.session)
  if (row.userId !== user.id || row.state.signUp !== 'confirmed' || user.status !== 'CONFIRMED') return undefined
  const allowed = allowedFactors(pool)
  const byEmail = allowed.includes('EMAIL_OTP') && attributes.get('email_verified') === 'true'
  const byPhone = allowed.includes('SMS_OTP') && attributes.get('phone_number_verified') === 'true'
  if (!byEmail && !byPhone) return undefined
  closeSession(ctx, row)
  return signIn
}
