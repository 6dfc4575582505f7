import type { Context, TriggerName, TriggerTarget } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** The function that a pool has for a trigger: what its `LambdaConfig` names, or what the emulator itself was given. */
export function functionOf(
  { settings }: Pick<Context, 'settings'>,
  pool: Pool,
  trigger: TriggerName,
): TriggerTarget | undefined {
  const arn = configuredArn(pool, trigger)
  const given = settings.localTriggers.has(trigger) || settings.localTriggers.has(`${pool.id}/${trigger}`)
  return arn !== undefined || given ? { poolId: pool.id, trigger, arn } : undefined
}

function configuredArn({ settings }: Pool, trigger: TriggerName): string | undefined {
  const configured = settings.LambdaConfig?.[trigger]
  if (trigger === 'PreTokenGeneration')
    return settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaArn ?? arnOf(configured)
  return arnOf(configured)
}

function arnOf(configured: string | { LambdaArn?: string | undefined } | undefined): string | undefined {
  return typeof configured === 'object' ? configured.LambdaArn : configured
}
