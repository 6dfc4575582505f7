import { statement, type Tx } from '../../../store/database.ts'
import type { Votes } from './facts.ts'
import type { EvidenceVector } from './vector.ts'
import type { UserCounts } from './votes.ts'

// Each function changes all nodes of an event in one statement: calls into SQLite cost more than the rows they touch.
// Rows that say nothing are deleted, so that the same events leave the same rows. Below the horizon of `forgetExpired`
// a sum may fall short of 0.

/** A user's counters of one epoch at those of `nodes` that have any. */
export function userCounts(tx: Tx, user: number, epoch: number, nodes: readonly number[]): Map<number, UserCounts> {
  const sql = cached(
    selectUser,
    nodes.length,
    (marks) => `SELECT node, good, invalid, valid, failed FROM risk_user
    WHERE userId = ? AND node IN (${marks('?')}) AND epoch = ?`,
  )
  const rows = statement(tx, sql).raw().all(user, nodes, epoch) as [number, number, number, number, number][]
  return new Map(rows.map(([node, good, invalid, valid, failed]) => [node, { good, invalid, valid, failed }]))
}

/** Adds a vector (`sign` 1) or takes it back (-1) at nodes of a user. */
export function addToUser(
  tx: Tx,
  user: number,
  epoch: number,
  nodes: readonly number[],
  vector: EvidenceVector,
  sign: 1 | -1,
): void {
  const { good, invalid, valid, failed } = vector
  const upsert = cached(
    upsertUser,
    nodes.length,
    (marks) => `INSERT INTO risk_user (userId, node, epoch, good, invalid, valid, failed)
    SELECT ?, column1, ?, ?, ?, ?, ? FROM (VALUES ${marks('(?)')}) WHERE true
    ON CONFLICT DO UPDATE SET good = good + excluded.good, invalid = invalid + excluded.invalid,
      valid = valid + excluded.valid, failed = failed + excluded.failed`,
  )
  statement(tx, upsert).run(user, epoch, sign * good, sign * invalid, sign * valid, sign * failed, nodes)
  if (sign === 1) return
  const remove = cached(
    deleteUser,
    nodes.length,
    (marks) => `DELETE FROM risk_user WHERE userId = ? AND node IN (${marks('?')}) AND epoch = ?
    AND good <= 0 AND invalid <= 0 AND valid <= 0 AND failed <= 0`,
  )
  statement(tx, remove).run(user, nodes, epoch)
}

/** A user's good events of all time at those of `nodes` that have any. */
export function userTotals(tx: Tx, user: number, nodes: readonly number[]): Map<number, number> {
  const sql = cached(
    selectTotals,
    nodes.length,
    (marks) => `SELECT node, good FROM risk_user_total WHERE userId = ? AND node IN (${marks('?')})`,
  )
  return new Map(statement(tx, sql).raw().all(user, nodes) as [number, number][])
}

/** A change of the totals of one node: of the number of its children, and of what all users have there. */
export interface TotalChange {
  readonly node: number
  /** The node above, 0 at a root. */
  readonly parent: number
  children: number
  users: number
}

/** Adds `good` good events (or takes one back) of a user at all nodes of `changes`, and what crossed between none and some. */
export function addToTotals(tx: Tx, poolId: string, user: number, changes: readonly TotalChange[], good: number): void {
  const upsert = cached(
    upsertTotals,
    changes.length,
    (marks) => `INSERT INTO risk_user_total (userId, node, parent, good, children)
    SELECT ?, column1, column2, ?, column3 FROM (VALUES ${marks('(?, ?, ?)')}) WHERE true
    ON CONFLICT DO UPDATE SET good = good + excluded.good, children = children + excluded.children`,
  )
  statement(tx, upsert).run(
    user,
    good,
    changes.flatMap(({ node, parent, children }) => [node, parent, children]),
  )
  if (good < 0) statement(tx, 'DELETE FROM risk_user_total WHERE userId = ? AND good <= 0').run(user)
  addToPoolTotals(
    tx,
    poolId,
    changes.filter(({ children, users }) => children !== 0 || users !== 0),
  )
}

/** Adds to the numbers of users seen good at nodes, and to those of their children. */
export function addToPoolTotals(tx: Tx, poolId: string, changes: readonly Omit<TotalChange, 'parent'>[]): void {
  if (changes.length === 0) return
  const upsert = cached(
    upsertPoolTotals,
    changes.length,
    (marks) => `INSERT INTO risk_pool_total (poolId, node, users, pairs)
    SELECT ?, column1, column2, column3 FROM (VALUES ${marks('(?, ?, ?)')}) WHERE true
    ON CONFLICT DO UPDATE SET users = users + excluded.users, pairs = pairs + excluded.pairs`,
  )
  statement(tx, upsert).run(
    poolId,
    changes.flatMap(({ node, users, children }) => [node, users, children]),
  )
  if (changes.every(({ users, children }) => users >= 0 && children >= 0)) return
  const remove = cached(
    deletePoolTotals,
    changes.length,
    (marks) => `DELETE FROM risk_pool_total WHERE poolId = ? AND node IN (${marks('?')}) AND users <= 0 AND pairs <= 0`,
  )
  statement(tx, remove).run(
    poolId,
    changes.map(({ node }) => node),
  )
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
  statement(tx, upsertPool).run(
    ...[poolId, node, epoch],
    ...[change('bad'), change('good'), change('failed'), change('failedUnknown')],
  )
  if (present === undefined) statement(tx, deletePool).run(poolId, node, epoch)
}

const upsertPool = `INSERT INTO risk_pool (poolId, node, epoch, bad, good, failed, failedUnknown) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET bad = bad + excluded.bad, good = good + excluded.good,
    failed = failed + excluded.failed, failedUnknown = failedUnknown + excluded.failedUnknown`
const deletePool = `DELETE FROM risk_pool WHERE poolId = ? AND node = ? AND epoch = ?
  AND bad <= 0 AND good <= 0 AND failed <= 0 AND failedUnknown <= 0`

/** Statements by the number of nodes they are for. */
type Statements = Map<number, string>
const selectUser: Statements = new Map()
const upsertUser: Statements = new Map()
const deleteUser: Statements = new Map()
const selectTotals: Statements = new Map()
const upsertTotals: Statements = new Map()
const upsertPoolTotals: Statements = new Map()
const deletePoolTotals: Statements = new Map()

function cached(statements: Statements, count: number, make: (marks: (mark: string) => string) => string): string {
  let sql = statements.get(count)
  if (sql === undefined) {
    sql = make((mark) => Array(count).fill(mark).join(', '))
    statements.set(count, sql)
  }
  return sql
}
