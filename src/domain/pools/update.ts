import { and, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { UpdateUserPoolRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { domains, type Pool, type PoolSettings } from '../../store/schema/pools.ts'
import { writePool } from './pools.ts'
import { requireConsistent, requireUnambiguous } from './requirements.ts'
import { sessionsFeature } from './sessions.ts'
import { completeSettings } from './settings.ts'
import { requireTags } from './tags.ts'
import { featuresInUse, requireTier } from './tiers.ts'

/** Replaces what a pool is configured to do. Inferred: the order of the checks. */
export function updatePool(ctx: Context, pool: Pool, request: UpdateUserPoolRequest): void {
  requireUnambiguous(request)
  requireTags(request.UserPoolTags ?? {})
  const { PoolName: name = pool.name, ...given } = request
  const settings = completeSettings(given, pool.settings, pool.settings)
  requireConsistent(ctx, settings)
  requireTier(settings)
  requireTierChange(ctx, pool, settings)
  writePool(ctx, pool, { name, settings })
}

/**
 * Throws while something outside these settings needs the tier that the pool leaves. Documented: sign-in feature plans page
 * (log export) and UpdateUserPool API page. Inferred: which of the two errors, and the texts.
 */
function requireTierChange({ tx }: Context, pool: Pool, { UserPoolTier: tier }: PoolSettings): void {
  if (tier === pool.settings.UserPoolTier) return
  const exportsActivity = pool.logConfigurations.some(({ EventSource }) => EventSource === 'userAuthEvents')
  ensure(tier === 'PLUS' || !exportsActivity, tierChange('User activity log export'))
  if (tier !== 'LITE') return
  ensure(!pool.sessions?.tracking, featuresInUse(tier, [sessionsFeature]))
  const managedLogin = and(eq(domains.poolId, pool.id), eq(domains.managedLoginVersion, 2))
  ensure(!tx.select().from(domains).where(managedLogin).get(), tierChange('Managed Login Version 2'))
}

function tierChange(feature: string): () => ApiError {
  const message = `The tier of the user pool cannot be changed while this feature is in use: ${feature}`
  return () => new ApiError('TierChangeNotAllowedException', message)
}
