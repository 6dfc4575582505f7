import { statement, type Tx } from '../../../store/database.ts'
import type { LearnedEvent, RiskContext } from './context.ts'
import { learn, unlearn } from './learn.ts'

/** A failed attempt under a name that nobody has; `name` is its keyed hash (`hashUnknownName`). */
export interface UnknownAttempt {
  readonly poolId: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly context: RiskContext
}

/** Stores and learns a failed attempt under a name that nobody has: it tells on the network and the device it came from. */
export function learnUnknownAttempt(tx: Tx, attempt: UnknownAttempt): void {
  const { poolId, name, at, context } = attempt
  statement(tx, insertAttempt).run(poolId, name, at, JSON.stringify(context))
  learn(tx, eventOf(attempt))
}

/** The stored attempts of all pools as the model learns them, a page at a time, so that others may write meanwhile. */
export function* unknownAttempts(tx: Tx, pageSize = 1000): Generator<LearnedEvent> {
  let after = 0
  for (;;) {
    const page = statement(tx, selectPage).all(after, pageSize) as StoredAttempt[]
    for (const row of page) yield eventOf({ ...row, context: JSON.parse(row.context) as RiskContext })
    if (page.length < pageSize) return
    after = page.at(-1)!.seq
  }
}

/** Takes back and deletes the attempts before `time` (ms) in a pool: retention. Answers how many there were. */
export function forgetUnknownAttempts(tx: Tx, poolId: string, time: number): number {
  const rows = statement(tx, selectBefore).all(poolId, time) as StoredAttempt[]
  for (const row of rows) unlearn(tx, eventOf({ ...row, context: JSON.parse(row.context) as RiskContext }))
  statement(tx, deleteBefore).run(poolId, time)
  return rows.length
}

interface StoredAttempt {
  seq: number
  poolId: string
  name: string
  at: number
  context: string
}

function eventOf({ poolId, name, at, context }: UnknownAttempt): LearnedEvent {
  return {
    poolId,
    userId: name,
    at,
    context,
    outcome: 'Fail',
    level: 'NoRisk',
    verified: false,
    label: null,
    allowed: false,
    learned: true,
  }
}

const columns = 'seq, poolId, name, at, context'
const insertAttempt = 'INSERT INTO risk_unknown_attempts (poolId, name, at, context) VALUES (?, ?, ?, ?)'
const selectPage = `SELECT ${columns} FROM risk_unknown_attempts WHERE seq > ? ORDER BY seq LIMIT ?`
const selectBefore = `SELECT ${columns} FROM risk_unknown_attempts WHERE poolId = ? AND at < ?`
const deleteBefore = 'DELETE FROM risk_unknown_attempts WHERE poolId = ? AND at < ?'
