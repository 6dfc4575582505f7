import { eq } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { UserPoolTokenSessionConfigType, UserSessionTrackingType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Pool, pools } from '../../store/schema/pools.ts'
import { requireEssentials } from './tiers.ts'

/** How many sessions a pool keeps of each user, if it keeps any. Documented: SDK of 2026, the values before anything is set. */
export function sessionTrackingOf(pool: Pool): SessionTracking {
  return pool.sessions ?? { tracking: false, maxPerUser: 20 }
}

/** Whether sessions are kept, and how many. */
export interface SessionTracking {
  readonly tracking: boolean
  readonly maxPerUser: number
  /** When tracking was last switched on, in ms since 1970: earlier sessions are not shown. */
  readonly since?: number
}

/** Replaces the pool's configuration of sessions. Documented: SDK of 2026, from ESSENTIALS up. Inferred: the feature's name. */
export function setSessionTracking(
  { tx, clock }: Pick<Context, 'tx' | 'clock'>,
  pool: Pool,
  { tracking, maxPerUser }: { tracking: boolean; maxPerUser: number },
): void {
  requireEssentials(pool, sessionsFeature)
  const before = sessionTrackingOf(pool)
  // Inferred: switching it off drops the records, so that switching it on again starts with none.
  const since = before.tracking ? before.since : clock.now()
  const sessions = { tracking, maxPerUser, ...(tracking && since !== undefined && { since }) }
  tx.update(pools).set({ sessions }).where(eq(pools.id, pool.id)).run()
}

/** Throws unless client configurations of sessions can be set. Documented: tracking must be on. Inferred: type and text. */
export function requireSessionTracking(pool: Pool): void {
  requireEssentials(pool, sessionsFeature)
  ensure(sessionTrackingOf(pool).tracking, invalid('User session tracking must be enabled for the user pool.'))
}

/** What the feature is called in the sentence about tiers. Inferred. */
export const sessionsFeature = 'User Session Management'

/** The configuration as both operations show it. */
export function toSessionConfiguration(pool: Pool): {
  UserPoolId: string
  UserSessionTracking: UserSessionTrackingType
  TokenSession: UserPoolTokenSessionConfigType
} {
  const { tracking, maxPerUser } = sessionTrackingOf(pool)
  return {
    UserPoolId: pool.id,
    UserSessionTracking: tracking ? 'ENABLED' : 'DISABLED',
    TokenSession: { MaxPerUser: maxPerUser },
  }
}
