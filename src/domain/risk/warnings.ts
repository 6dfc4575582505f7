import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type AppliedConfiguration, appliedConfiguration } from './configuration.ts'
import { customAuthProtectionOf, isProtected, type ProtectionMode, protectionOf } from './gate.ts'

/** What about a pool's threat protection does not do what somebody who set it up so may expect, in plain sentences. */
export function protectionWarnings(ctx: Pick<Context, 'tx'>, pool: Pool): string[] {
  const applied = appliedConfiguration(ctx, pool, undefined)
  const found: string[] = []
  if (pool.settings.UserPoolTier === 'PLUS' && !isProtected(pool)) {
    found.push(`User pool ${pool.id} is on the Plus plan, but threat protection is off.`)
  }
  for (const mode of [protectionOf(pool), customAuthProtectionOf(pool)]) {
    const warning = enforcesNothing(pool, mode, applied)
    if (warning && !found.includes(warning)) found.push(warning)
  }
  const takeover = applied.configuration.AccountTakeoverRiskConfiguration
  const notifies = Object.values(takeover?.Actions ?? {}).some((action) => action?.Notify === true)
  if (notifies && !takeover?.NotifyConfiguration) {
    found.push(`User pool ${pool.id} wants to notify, but its risk configuration has no NotifyConfiguration.`)
  }
  return found
}

/** Warns in the log about a pool that enforces nothing although its mode says so. */
export function warnOf(ctx: Context, pool: Pool, mode: ProtectionMode, applied: AppliedConfiguration): void {
  const warning = enforcesNothing(pool, mode, applied)
  if (warning) ctx.warn(warning)
}

// Documented: an issue of the CDK. ENFORCED alone enforces nothing until a risk configuration is attached.
function enforcesNothing(pool: Pool, mode: ProtectionMode, applied: AppliedConfiguration): string | undefined {
  if (mode !== 'ENFORCED' || applied.source !== 'none') return undefined
  return `User pool ${pool.id} enforces threat protection without a risk configuration: nothing is enforced.`
}
