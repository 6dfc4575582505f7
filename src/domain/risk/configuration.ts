import { and, eq } from 'drizzle-orm'
import type { RiskConfigurationType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import { type Pool, riskConfigurations } from '../../store/schema/pools.ts'

/** A risk configuration as it was set, with what the service fills in. */
export type RiskConfiguration = Omit<RiskConfigurationType, 'UserPoolId' | 'ClientId' | 'LastModifiedDate'>

/** The configuration that applies to a sign-in, and whose it is. */
export interface AppliedConfiguration {
  readonly source: 'client' | 'pool' | 'none'
  readonly configuration: RiskConfiguration
}

/** The key of the row that belongs to the pool as a whole. */
const wholePool = ''

/**
 * The configuration for sign-ins through this client. Documented: a client's own overrides the pool's completely; nothing
 * is taken from the pool's as soon as there is one.
 */
export function appliedConfiguration(
  { tx }: Pick<Context, 'tx'>,
  pool: Pool,
  clientId: string | undefined,
): AppliedConfiguration {
  for (const source of ['client', 'pool'] as const) {
    const ownerId = source === 'client' ? clientId : wholePool
    const row = ownerId !== undefined && (statement(tx, selectOne).get(pool.id, ownerId) as { configuration: string })
    if (row) return { source, configuration: JSON.parse(row.configuration) as RiskConfiguration }
  }
  return { source: 'none', configuration: {} }
}

/** What was set for the pool itself or for one client, and when (ms); undefined when nothing was. */
export function findConfiguration(
  { tx }: Pick<Context, 'tx'>,
  pool: Pool,
  clientId: string | undefined,
): { configuration: RiskConfiguration; modifiedAt: number } | undefined {
  return tx
    .select({ configuration: riskConfigurations.configuration, modifiedAt: riskConfigurations.modifiedAt })
    .from(riskConfigurations)
    .where(rowOf(pool, clientId))
    .get()
}

/** Replaces the configuration of the pool or of one client; undefined goes back to the defaults, or to inheriting. */
export function replaceConfiguration(
  { tx, clock }: Pick<Context, 'tx' | 'clock'>,
  pool: Pool,
  clientId: string | undefined,
  configuration: RiskConfiguration | undefined,
): void {
  tx.delete(riskConfigurations).where(rowOf(pool, clientId)).run()
  if (!configuration) return
  const row = { poolId: pool.id, clientId: clientId ?? wholePool, configuration, modifiedAt: clock.now() }
  tx.insert(riskConfigurations).values(row).run()
}

function rowOf(pool: Pool, clientId: string | undefined) {
  return and(eq(riskConfigurations.poolId, pool.id), eq(riskConfigurations.clientId, clientId ?? wholePool))
}

const selectOne = 'SELECT configuration FROM risk_configurations WHERE poolId = ? AND clientId = ?'
