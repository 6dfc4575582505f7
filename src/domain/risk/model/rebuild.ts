import type { Tx } from '../../../store/database.ts'
import type { LearnedEvent } from './context.ts'
import { horizonOf } from './forget.ts'
import { learn } from './learn.ts'
import { unknownAttempts } from './unknown-names.ts'

/** How the counters of one table differ from what the events say. */
export interface TableDifference {
  readonly table: string
  /** Rows that the events do not explain, and rows that they demand and that were not there. */
  readonly surplus: number
  readonly missing: number
  /** A few of them, as `surplus` or `missing` and the columns of the row. */
  readonly examples: readonly string[]
}

/** What a rebuild found. No differences is the only good answer. */
export interface RebuildReport {
  readonly events: number
  readonly differences: readonly TableDifference[]
}

/** Counter tables, and the condition under which their rows are complete. */
const counters = [
  { table: 'risk_user', kept: 'epoch >= :epoch' },
  { table: 'risk_user_total', kept: '1' },
  { table: 'risk_pool', kept: 'epoch >= :epoch' },
  { table: 'risk_pool_total', kept: '1' },
  { table: 'risk_failures', kept: 'hour >= :hour' },
  { table: 'risk_places', kept: '1' },
] as const

/**
 * Recomputes all counters of all pools from `events` (in any order) and from the stored attempts on unknown names, in the
 * current transaction, and reports where they differ from those that were kept up to date. `keep` puts the recomputed ones
 * in their place; otherwise nothing changes. `events` must not hold a query open: read it page by page.
 */
export function rebuildRisk(tx: Tx, events: Iterable<LearnedEvent>, options: { keep: boolean }): RebuildReport {
  const sqlite = tx.$client
  sqlite.exec('SAVEPOINT rebuild')
  try {
    for (const { table } of counters) {
      sqlite.exec(`CREATE TEMP TABLE old_${table} AS SELECT * FROM main.${table}; DELETE FROM main.${table}`)
    }
    let learnt = 0
    for (const source of [events, unknownAttempts(tx)]) {
      for (const event of source) {
        learn(tx, event)
        learnt++
      }
    }
    const differences = counters.flatMap(({ table, kept }) => compare(tx, table, kept))
    for (const { table } of counters) sqlite.exec(`DROP TABLE temp.old_${table}`)
    if (options.keep) sqlite.exec('DELETE FROM risk_horizon')
    else sqlite.exec('ROLLBACK TO rebuild')
    sqlite.exec('RELEASE rebuild')
    return { events: learnt, differences }
  } catch (error) {
    sqlite.exec('ROLLBACK TO rebuild; RELEASE rebuild')
    throw error
  }
}

function compare(tx: Tx, table: string, kept: string): TableDifference[] {
  const horizon = horizonOf(tx)
  const rows = (here: string, there: string) => {
    const sql = `SELECT * FROM ${here} WHERE ${kept} EXCEPT SELECT * FROM ${there}`
    const used = Object.fromEntries(Object.entries(horizon).filter(([name]) => kept.includes(`:${name}`)))
    return tx.$client.prepare(sql).all(used) as Record<string, unknown>[]
  }
  const surplus = rows(`temp.old_${table}`, `main.${table}`)
  const missing = rows(`main.${table}`, `temp.old_${table}`)
  if (surplus.length === 0 && missing.length === 0) return []
  const examples = [
    ...surplus.slice(0, 5).map((row) => `surplus ${JSON.stringify(row)}`),
    ...missing.slice(0, 5).map((row) => `missing ${JSON.stringify(row)}`),
  ]
  return [{ table, surplus: surplus.length, missing: missing.length, examples }]
}
