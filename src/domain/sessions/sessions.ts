import { and, eq, gt } from 'drizzle-orm'
import type { SessionDescriptionType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type SsoSession, ssoSessions } from '../../store/schema/oauth.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { RefreshFamily } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { sessionTrackingOf } from '../pools/sessions.ts'
import { deviceName, parseUserAgent } from '../risk/context/user-agent.ts'
import { findPlace } from '../risk/places.ts'
import { livingSessions } from '../tokens/session-ids.ts'

/** A living session of a user: one of tokens, or one of a browser at the hosted pages. */
export type UserSession =
  | { readonly kind: 'TOKEN'; readonly id: string; readonly family: RefreshFamily }
  | { readonly kind: 'SSO'; readonly id: string; readonly sso: SsoSession }

/** Documented: SDK of 2026; a page holds 125, token sessions are at most 100. Inferred: so these are at most 25. */
const ssoSessionsAtMost = 25

/** The user's living sessions. Documented: SDK of 2026; none where the pool does not track them. */
export function sessionsOf(ctx: Context, pool: Pool, user: User): UserSession[] {
  const tokens = livingSessions(ctx, pool, user).map(
    (family): UserSession => ({ kind: 'TOKEN', id: family.sessionId!, family }),
  )
  const browsers = ssoSessionsOf(ctx, pool, user).map((sso): UserSession => ({ kind: 'SSO', id: sso.id, sso }))
  return [...tokens, ...browsers]
}

/** The sessions as the API lists them. Observed: both examples of the SDK, latest activity first. */
export function listSessions(
  ctx: Context,
  pool: Pool,
  user: User,
  currentFamilyId: string | undefined,
): SessionDescriptionType[] {
  return sessionsOf(ctx, pool, user)
    .map((session) => toDescription(ctx, session, currentFamilyId))
    .sort((a, b) => b.LastActiveDate!.getTime() - a.LastActiveDate!.getTime())
}

function toDescription(
  ctx: Context,
  session: UserSession,
  currentFamilyId: string | undefined,
): SessionDescriptionType {
  const common = { SessionId: session.id, SessionType: session.kind }
  if (session.kind === 'SSO') {
    const { clientId, createdAt, lastActiveAt, ipAddress, userAgent } = session.sso
    return {
      ...common,
      ClientId: clientId,
      CreateDate: new Date(createdAt),
      LastActiveDate: new Date(lastActiveAt),
      ...whereFrom(ctx, ipAddress, userAgent),
      IsCurrentSession: false,
    }
  }
  const { clientId, createdAt, lastUsedAt, ipAddress, userAgent, ssoSessionId, id } = session.family
  return {
    ...common,
    ClientId: clientId,
    CreateDate: new Date(createdAt),
    LastActiveDate: new Date(lastUsedAt),
    ...whereFrom(ctx, ipAddress, userAgent),
    OriginSessionId: ssoSessionId ?? undefined,
    IsCurrentSession: id === currentFamilyId,
  }
}

/** Device and place. Documented: SDK of 2026; what is not known is `unknown`, a city that is not known is absent. */
function whereFrom(
  ctx: Context,
  ipAddress: string | null,
  userAgent: string | null,
): Pick<SessionDescriptionType, 'DeviceType' | 'LastIPAddress' | 'LastLocation'> {
  const place = ipAddress === null ? undefined : findPlace(ctx, ipAddress)
  return {
    DeviceType: userAgent === null ? 'unknown' : deviceName(parseUserAgent(userAgent)).replace(', ', ' / '),
    LastIPAddress: ipAddress ?? undefined,
    LastLocation: { City: place?.city, Country: place?.country ?? 'unknown' },
  }
}

function ssoSessionsOf(ctx: Context, pool: Pool, user: User): SsoSession[] {
  const { tracking, since } = sessionTrackingOf(pool)
  if (!tracking) return []
  const living = and(
    eq(ssoSessions.userId, user.id),
    gt(ssoSessions.expiresAt, ctx.clock.now()),
    gt(ssoSessions.createdAt, (since ?? 0) - 1),
  )
  const all = ctx.tx.select().from(ssoSessions).where(living).orderBy(ssoSessions.lastActiveAt).all()
  return all.slice(-ssoSessionsAtMost)
}
