import { statement, type Tx } from '../../store/database.ts'
import type { AuthEvent } from '../../store/schema/events.ts'

/** Counts an event for the metrics. */
export function countEvent(tx: Tx, { poolId, type, decision, level, compromised }: AuthEvent): void {
  statement(tx, increment).run(poolId, type, decision, level, Number(compromised))
}

const increment = `INSERT INTO event_counts (poolId, type, decision, level, compromised, events) VALUES (?, ?, ?, ?, ?, 1)
  ON CONFLICT DO UPDATE SET events = events + 1`
