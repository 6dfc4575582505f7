import type { EventSourceName } from '../../api/generated/types.ts'
import { statement, type Tx } from '../../store/database.ts'
import type { LogRecord } from '../../store/schema/logs.ts'
import { type LogDestination, logDestination } from './log-destination.ts'

/** The records of one pool and source: they leave in their order. */
export interface LogQueue {
  readonly poolId: string
  readonly source: EventSourceName
}

/** Records of a queue that leave together, and where to; undefined for a pool that has taken its configuration back. */
export interface LogBatch extends LogQueue {
  readonly records: readonly LogRecord[]
  readonly destination: LogDestination | undefined
}

const batchSize = 500

/** The queues that hold something. */
export function waitingLogs(tx: Tx): LogQueue[] {
  return statement(tx, 'SELECT DISTINCT poolId, source FROM log_records').all() as LogQueue[]
}

/** The oldest records of a queue. */
export function nextBatch(tx: Tx, { poolId, source }: LogQueue): LogBatch {
  const sql = 'SELECT * FROM log_records WHERE poolId = ? AND source = ? ORDER BY seq LIMIT ?'
  const records = statement(tx, sql).all(poolId, source, batchSize) as LogRecord[]
  return { poolId, source, records, destination: logDestination(tx, poolId, source) }
}

/** Forgets records that have arrived, unless the store was reset meanwhile and their numbers are those of others. */
export function forgetDelivered(tx: Tx, records: readonly LogRecord[]): void {
  const sql = 'DELETE FROM log_records WHERE seq = ? AND record = ?'
  for (const { seq, record } of records) statement(tx, sql).run(seq, record)
}

/** Writes down why records could not leave; they stay. */
export function noteFailure(tx: Tx, records: readonly LogRecord[], why: string): void {
  const sql = 'UPDATE log_records SET attempts = attempts + 1, lastError = ? WHERE seq = ? AND record = ?'
  for (const { seq, record } of records) statement(tx, sql).run(why, seq, record)
}
