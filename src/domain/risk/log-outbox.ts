import type { EventSourceName } from '../../api/generated/types.ts'
import { statement, type Tx } from '../../store/database.ts'
import type { LogRecord } from '../../store/schema/logs.ts'

/** Records of one pool and source that leave together. */
export interface LogBatch {
  readonly poolId: string
  readonly source: EventSourceName
  readonly records: readonly LogRecord[]
}

const batchSize = 500

/** The pools and sources that have records in the outbox. */
export function waitingLogs(tx: Tx): Omit<LogBatch, 'records'>[] {
  const sql = 'SELECT DISTINCT poolId, source FROM log_records'
  return statement(tx, sql).all() as Omit<LogBatch, 'records'>[]
}

/** The oldest records of one pool and source. */
export function nextBatch(tx: Tx, { poolId, source }: Omit<LogBatch, 'records'>): LogBatch {
  const sql = 'SELECT * FROM log_records WHERE poolId = ? AND source = ? ORDER BY seq LIMIT ?'
  return { poolId, source, records: statement(tx, sql).all(poolId, source, batchSize) as LogRecord[] }
}

/** Forgets records that have arrived. */
export function forgetDelivered(tx: Tx, { poolId, source, records }: LogBatch): void {
  const last = records.at(-1)
  if (!last) return
  const sql = 'DELETE FROM log_records WHERE poolId = ? AND source = ? AND seq <= ?'
  statement(tx, sql).run(poolId, source, last.seq)
}

/** Writes down why records could not leave; they stay. */
export function noteFailure(tx: Tx, { poolId, source, records }: LogBatch, why: string): void {
  const last = records.at(-1)
  if (!last) return
  const sql = `UPDATE log_records SET attempts = attempts + 1, lastError = ?
    WHERE poolId = ? AND source = ? AND seq <= ?`
  statement(tx, sql).run(why, poolId, source, last.seq)
}
