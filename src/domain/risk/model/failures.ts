import { statement, type Tx } from '../../../store/database.ts'
import type { FailureFacts } from './facts.ts'
import { clockHourOf } from './nodes.ts'

/** Stands for all prefixes in a row that counts a user's failures from anywhere. */
const anywhere = 0
/** Stands for all names in a row that counts the different names failing from a prefix. */
const everybody = 0

/** Adds (`by` 1) or takes back (`by` -1) one failed attempt. `user` is negative for a name that nobody has. */
export function countFailure(
  tx: Tx,
  poolId: string,
  user: number,
  prefix: number | undefined,
  at: number,
  by: 1 | -1,
): void {
  const hour = clockHourOf(at)
  if (user > 0) add(tx, poolId, anywhere, hour, user, by)
  // Callers of unknown address have nothing in common, so they are no network.
  if (prefix === undefined) return
  const attempts = add(tx, poolId, prefix, hour, user, by)
  if (attempts === (by === 1 ? 1 : 0)) countDifferentName(tx, poolId, prefix, hour, by)
}

/** Adds (`by` 1) or takes back (`by` -1) a name among those that failed from a prefix in a clock hour. */
export function countDifferentName(tx: Tx, poolId: string, prefix: number, hour: number, by: 1 | -1): void {
  add(tx, poolId, prefix, hour, everybody, by)
}

/** Failures of the last sliding hour: this clock hour's, and of the one before the share that is not yet an hour old. */
export function recentFailures(
  tx: Tx,
  poolId: string,
  user: number,
  prefix: number | undefined,
  at: number,
): FailureFacts {
  const hour = clockHourOf(at)
  const share = 1 - (at - hour * 3_600_000) / 3_600_000
  const sliding = (of: number, who: number) =>
    read(tx, poolId, of, hour, who) + share * read(tx, poolId, of, hour - 1, who)
  const total = sliding(anywhere, user)
  if (prefix === undefined) return { here: 0, elsewhere: total, names: 0 }
  const here = sliding(prefix, user)
  return { here, elsewhere: total - here, names: differentNames(tx, poolId, prefix, hour, share) }
}

/** A name that failed in both clock hours counts once. */
function differentNames(tx: Tx, poolId: string, prefix: number, hour: number, share: number): number {
  const now = read(tx, poolId, prefix, hour, everybody)
  const before = read(tx, poolId, prefix, hour - 1, everybody)
  // Beyond this many names the detector is at its maximum, so that nobody can make the look-up long.
  if (before === 0 || now > 32) return now
  const both = statement(tx, countBoth)
    .pluck()
    .get(poolId, prefix, hour, poolId, prefix, hour - 1) as number
  return now + share * (before - both)
}

const readAttempts = 'SELECT attempts FROM risk_failures WHERE poolId = ? AND prefix = ? AND hour = ? AND userId = ?'
const countBoth = `SELECT count(*) FROM risk_failures AS present
  WHERE present.poolId = ? AND present.prefix = ? AND present.hour = ? AND present.userId <> ${everybody}
  AND EXISTS (SELECT 1 FROM risk_failures AS earlier
    WHERE earlier.poolId = ? AND earlier.prefix = ? AND earlier.hour = ? AND earlier.userId = present.userId)`
const addAttempts = `INSERT INTO risk_failures (poolId, prefix, hour, userId, attempts) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts RETURNING attempts`
const dropAttempts = 'DELETE FROM risk_failures WHERE poolId = ? AND prefix = ? AND hour = ? AND userId = ?'

function read(tx: Tx, poolId: string, prefix: number, hour: number, user: number): number {
  return (statement(tx, readAttempts).pluck().get(poolId, prefix, hour, user) as number | undefined) ?? 0
}

/** The new number of attempts; -1 where the row had been forgotten already. */
function add(tx: Tx, poolId: string, prefix: number, hour: number, user: number, by: number): number {
  const attempts = statement(tx, addAttempts).pluck().get(poolId, prefix, hour, user, by) as number
  if (attempts <= 0) statement(tx, dropAttempts).run(poolId, prefix, hour, user)
  return attempts
}
