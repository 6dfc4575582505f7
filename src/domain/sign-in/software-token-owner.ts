import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { SessionState } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { getClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { getCaller } from '../tokens/access-token.ts'
import { findUserById } from '../users/users.ts'
import { closeSession, findSession, openSession } from './sessions.ts'

/** Whose authenticator app is being set up, and how the session goes on that asked for it. */
export interface TokenOwner {
  readonly pool: Pool
  readonly user: User
  /** Uses the session up and returns its successor; undefined where an access token was given instead. */
  nextSession(change: Partial<SessionState>): string | undefined
}

/** Documented: AssociateSoftwareToken API page. An access token, or the session of an MFA_SETUP challenge. */
export function tokenOwner(ctx: Context, sessionText: string | undefined): TokenOwner {
  if (ctx.accessToken) return { ...getCaller(ctx), nextSession: () => undefined }
  // Inferred: error and text.
  const neither = () => new ApiError('InvalidParameterException', 'Either AccessToken or Session must be given.')
  ensure(sessionText !== undefined, neither)
  const session = findSession(ctx, undefined, sessionText)
  const user = session.userId === null ? undefined : findUserById(ctx, session.userId)
  // Inferred: a session that waits for another challenge is no session for this.
  ensure(user && session.state.challenge === 'MFA_SETUP', faults.invalidSession)
  ensure(user.enabled, faults.userIsDisabled)
  return {
    pool: getPool(ctx, session.poolId),
    user,
    nextSession(change) {
      closeSession(ctx, session)
      return openSession(ctx, getClient(ctx, session.clientId), user, { ...session.state, ...change })
    },
  }
}
