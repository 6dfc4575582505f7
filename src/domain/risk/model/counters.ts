import { statement, type Tx } from '../../../store/database.ts'
import type { Votes } from './facts.ts'
import type { EvidenceVector } from './vector.ts'
import type { UserCounts } from './votes.ts'

/** Adds a vector (`sign` 1) or takes it back (-1) at one node of a user; answers the counters before and after. */
export function addToUser(
  tx: Tx,
  user: number,
  node: number,
  epoch: number,
  vector: EvidenceVector,
  sign: 1 | -1,
): { before: UserCounts; after: UserCounts } {
  const { good, invalid, valid, failed } = vector
  const [g, i, v, f] = statement(tx, upsertUser)
    .raw()
    .get(user, node, epoch, sign * good, sign * invalid, sign * valid, sign * failed) as [
    number,
    number,
    number,
    number,
  ]
  const before = {
    good: g - sign * good,
    invalid: i - sign * invalid,
    valid: v - sign * valid,
    failed: f - sign * failed,
  }
  const after = { good: g, invalid: i, valid: v, failed: f }
  if (isEmpty(g, i, v, f)) statement(tx, deleteUser).run(user, node, epoch)
  return { before, after }
}

/** Adds to the all-time totals of a user at a node, and answers the new number of good events there. */
export function addToUserTotal(
  tx: Tx,
  user: number,
  node: number,
  parent: number,
  good: number,
  children: number,
): number {
  const [total, kids] = statement(tx, upsertUserTotal).raw().get(user, node, parent, good, children) as [number, number]
  if (total === 0 && kids === 0) statement(tx, deleteUserTotal).run(user, node)
  return total
}

/** Adds to the number of users ever seen good at a node, and at its children. */
export function addToPoolTotal(tx: Tx, poolId: string, node: number, users: number, pairs: number): void {
  const row = statement(tx, upsertPoolTotal).raw().get(poolId, node, users, pairs) as [number, number]
  if (row[0] === 0 && row[1] === 0) statement(tx, deletePoolTotal).run(poolId, node)
}

/** Replaces one user's vote at a node in an epoch. */
export function addVote(
  tx: Tx,
  poolId: string,
  node: number,
  epoch: number,
  old: keyof Votes | undefined,
  present: keyof Votes | undefined,
): void {
  const change = (vote: keyof Votes) => Number(vote === present) - Number(vote === old)
  const [bad, good, failed, failedUnknown] = statement(tx, upsertPool)
    .raw()
    .get(poolId, node, epoch, change('bad'), change('good'), change('failed'), change('failedUnknown')) as [
    number,
    number,
    number,
    number,
  ]
  if (isEmpty(bad, good, failed, failedUnknown)) statement(tx, deletePool).run(poolId, node, epoch)
}

/** Rows that say nothing go, so that the same events leave the same rows. Below the horizon a sum may fall short of 0. */
function isEmpty(a: number, b: number, c: number, d: number): boolean {
  return a <= 0 && b <= 0 && c <= 0 && d <= 0
}

const upsertUser = `INSERT INTO risk_user (userId, node, epoch, good, invalid, valid, failed) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET good = good + excluded.good, invalid = invalid + excluded.invalid,
    valid = valid + excluded.valid, failed = failed + excluded.failed
  RETURNING good, invalid, valid, failed`
const deleteUser = 'DELETE FROM risk_user WHERE userId = ? AND node = ? AND epoch = ?'
const upsertUserTotal = `INSERT INTO risk_user_total (userId, node, parent, good, children) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET good = good + excluded.good, children = children + excluded.children
  RETURNING good, children`
const deleteUserTotal = 'DELETE FROM risk_user_total WHERE userId = ? AND node = ?'
const upsertPool = `INSERT INTO risk_pool (poolId, node, epoch, bad, good, failed, failedUnknown) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET bad = bad + excluded.bad, good = good + excluded.good,
    failed = failed + excluded.failed, failedUnknown = failedUnknown + excluded.failedUnknown
  RETURNING bad, good, failed, failedUnknown`
const deletePool = 'DELETE FROM risk_pool WHERE poolId = ? AND node = ? AND epoch = ?'
const upsertPoolTotal = `INSERT INTO risk_pool_total (poolId, node, users, pairs) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET users = users + excluded.users, pairs = pairs + excluded.pairs
  RETURNING users, pairs`
const deletePoolTotal = 'DELETE FROM risk_pool_total WHERE poolId = ? AND node = ?'
