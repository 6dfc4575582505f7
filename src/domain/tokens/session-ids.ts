import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { randomText } from '../../base/random.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type RefreshFamily, refreshFamilies } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { sessionTrackingOf } from '../pools/sessions.ts'
import { revokeFamily } from './revocation.ts'

/** The id of a new token session, for which room is made; null where the pool does not track sessions. */
export function newSessionId(ctx: Context, pool: Pool, user: User): string | null {
  const { tracking, maxPerUser } = sessionTrackingOf(pool)
  if (!tracking) return null
  // Documented: SDK of 2026. The least recently used ones go before a new one is made; a lower limit acts here first.
  const living = livingSessions(ctx, pool, user)
  const surplus = living.slice(0, Math.max(0, living.length - maxPerUser + 1))
  for (const family of surplus) revokeFamily(ctx, family.id)
  return `tkn${randomText(ctx.random, 25, '0123456789abcdefghijklmnopqrstuvwxyz')}`
}

/** The user's token sessions that are alive and tracked, least recently used first. */
export function livingSessions(ctx: Context, pool: Pool, user: User): RefreshFamily[] {
  const { tracking, since } = sessionTrackingOf(pool)
  if (!tracking) return []
  const table = refreshFamilies
  return ctx.tx
    .select()
    .from(table)
    .where(
      and(
        eq(table.userId, user.id),
        isNotNull(table.sessionId),
        isNull(table.revokedAt),
        gt(table.expiresAt, ctx.clock.now()),
        gt(table.createdAt, (since ?? 0) - 1),
      ),
    )
    .orderBy(asc(table.lastUsedAt), asc(table.createdAt), asc(table.sessionId))
    .all()
}
