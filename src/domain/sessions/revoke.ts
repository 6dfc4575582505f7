import { ApiError, ensure } from '../../api/errors.ts'
import type { RevokeAssociatedSessionsType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { endSsoSession } from '../hosted/sso-sessions.ts'
import { revokeFamily } from '../tokens/revocation.ts'
import { sessionsOf, type UserSession } from './sessions.ts'

/** The user's living session of this id, or ResourceNotFoundException; somebody else's is not found either. */
export function getSession(ctx: Context, pool: Pool, user: User, sessionId: string): UserSession {
  const session = sessionsOf(ctx, pool, user).find(({ id }) => id === sessionId)
  // Documented: SDK of 2026, that such a call is refused. Inferred: error and text.
  ensure(session, () => new ApiError('ResourceNotFoundException', 'Session does not exist.'))
  return session
}

/** Ends a session. Documented: SDK of 2026; `LINKED` ends the other side of a session at the hosted pages, too. */
export function revokeSession(
  ctx: Context,
  pool: Pool,
  user: User,
  session: UserSession,
  associated: RevokeAssociatedSessionsType = 'NONE',
): void {
  if (session.kind === 'TOKEN') {
    revokeFamily(ctx, session.family.id)
    // Documented: the session it came through, and none of its siblings.
    if (associated === 'LINKED') endOrigin(ctx, session.family.ssoSessionId)
    return
  }
  endSsoSession(ctx, session.sso)
  if (associated !== 'LINKED') return
  for (const other of sessionsOf(ctx, pool, user)) {
    if (other.kind === 'TOKEN' && other.family.ssoSessionId === session.id) revokeFamily(ctx, other.family.id)
  }
}

/** Ends the session at the hosted pages through which a token session came, if it came through one. */
export function endOrigin(ctx: Context, ssoSessionId: string | null): void {
  if (ssoSessionId !== null) endSsoSession(ctx, { id: ssoSessionId })
}
