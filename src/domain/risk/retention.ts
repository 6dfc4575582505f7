import { statement, type Tx } from '../../store/database.ts'
import { eventsBefore } from './events.ts'
import { toLearnedEvent } from './learned-events.ts'
import { forgetExpired } from './model/forget.ts'
import { unlearn } from './model/learn.ts'
import { forgetUnknownAttempts } from './model/unknown-names.ts'

/** Documented: developer guide. The history of a user goes back two years. */
const years = 2
const batchSize = 200

/** The moment (ms since 1970) before which events are no longer kept. */
export function retentionLimit(now: number): number {
  const limit = new Date(now)
  limit.setUTCFullYear(limit.getUTCFullYear() - years)
  return limit.getTime()
}

/** Deletes some of the events that are too old at `now` (ms), and takes back what they taught. True if there are more. */
export function forgetOldEvents(tx: Tx, now: number): boolean {
  const events = eventsBefore(tx, retentionLimit(now), batchSize)
  for (const event of events) {
    unlearn(tx, toLearnedEvent(event))
    statement(tx, 'DELETE FROM auth_events WHERE seq = ?').run(event.seq)
  }
  return events.length === batchSize
}

/** Deletes what else is too old at `now` (ms): attempts on unknown names, and counters that no score reads any more. */
export function forgetOldCounters(tx: Tx, now: number): void {
  for (const poolId of statement(tx, 'SELECT id FROM pools').pluck().all() as string[]) {
    forgetUnknownAttempts(tx, poolId, retentionLimit(now))
  }
  forgetExpired(tx, now)
}
