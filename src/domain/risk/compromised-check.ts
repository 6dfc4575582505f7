import type { EventFilterType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { isCompromised } from './compromised/compromised.ts'
import { appliedConfiguration } from './configuration.ts'
import { protectionOf } from './gate.ts'
import { warnOf } from './warnings.ts'

/** Whether a password is known to be compromised, and whether the configuration wants it refused. */
export interface CompromisedCheck {
  readonly detected: boolean
  readonly block: boolean
}

const unchecked: CompromisedCheck = { detected: false, block: false }

/** Looks a plaintext password up for one kind of event; both answers are false without protection. */
export function checkCompromised(
  ctx: Context,
  pool: Pool,
  client: Client,
  password: string,
  on: EventFilterType,
): CompromisedCheck {
  const mode = protectionOf(pool)
  if (mode === 'OFF') return unchecked
  const applied = appliedConfiguration(ctx, pool, client.id)
  const configured = applied.configuration.CompromisedCredentialsRiskConfiguration
  // Documented: service model. The filter names the events that are looked at, all of them unless it is given.
  if (configured?.EventFilter && !configured.EventFilter.includes(on)) return unchecked
  if (!isCompromised(password, (digest) => isDeclared(ctx, pool, digest))) return unchecked
  ctx.note('The password is known to be compromised.')
  warnOf(ctx, pool, mode, applied)
  // Documented: audit mode blocks nothing. Inferred: without a configuration the finding is only recorded.
  return { detected: true, block: mode === 'ENFORCED' && configured?.Actions.EventAction === 'BLOCK' }
}

/** Whether a seed declared the password compromised, for this pool or for all. */
function isDeclared({ tx }: Pick<Context, 'tx'>, pool: Pool, digest: string): boolean {
  const found = statement(tx, 'SELECT 1 FROM compromised_passwords WHERE poolId IN (?, ?) AND hash = ? LIMIT 1')
  return found.get('', pool.id, digest) !== undefined
}
