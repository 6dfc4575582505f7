import { statement, type Tx } from '../../store/database.ts'
import type { AuthEvent } from '../../store/schema/events.ts'

/** Counts an event for the metrics. */
export function countEvent(tx: Tx, { poolId, type, decision, level, compromised }: CountedEvent): void {
  statement(tx, increment).run(poolId, type, decision, level, Number(compromised))
}

type CountedEvent = Pick<AuthEvent, 'poolId' | 'type' | 'decision' | 'level' | 'compromised'>

/** Counts a sign-up that was refused for its compromised password: it leaves nobody who could have an event. */
export function countRefusedSignUp(tx: Tx, poolId: string): void {
  countEvent(tx, { poolId, type: 'SignUp', decision: 'Block', level: 'NoRisk', compromised: true })
}

const increment = `INSERT INTO event_counts (poolId, type, decision, level, compromised, events) VALUES (?, ?, ?, ?, ?, 1)
  ON CONFLICT DO UPDATE SET events = events + 1`
