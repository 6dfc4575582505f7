import { statement, type Tx } from '../../../store/database.ts'
import { riskConstants } from './constants.ts'
import { addToPoolTotals, addVote } from './counters.ts'
import { countDifferentName } from './failures.ts'
import { clockHourOf, epochOf, userKeyOf } from './nodes.ts'
import { voteOf } from './votes.ts'

/** Takes a user's counters back, as if none of his events had been: before his account is deleted. */
export function forgetUser(tx: Tx, poolId: string, userId: number): void {
  const user = userKeyOf(poolId, userId)
  takeVotesBack(tx, poolId, user)
  takeTotalsBack(tx, poolId, user)
  takeFailuresBack(tx, poolId, user)
  deleteUser(tx, user)
}

/** Deletes all counters of a pool and of the users it has (`userIds`): before the pool is deleted. */
export function forgetPool(tx: Tx, poolId: string, userIds: Iterable<number>): void {
  for (const userId of userIds) deleteUser(tx, userKeyOf(poolId, userId))
  const names = statement(tx, 'SELECT DISTINCT name FROM risk_unknown_attempts WHERE poolId = ?').pluck().all(poolId)
  for (const name of names as string[]) deleteUser(tx, userKeyOf(poolId, name))
  for (const table of ['risk_pool', 'risk_pool_total', 'risk_failures', 'risk_unknown_attempts']) {
    statement(tx, `DELETE FROM ${table} WHERE poolId = ?`).run(poolId)
  }
}

/** The first epoch and the first clock hour whose counters are kept. */
export interface Horizon {
  readonly epoch: number
  readonly hour: number
}

/** Up to where counters have been purged. Below it they are not complete, and no score reads them. */
export function horizonOf(tx: Tx): Horizon {
  const row = statement(tx, 'SELECT epoch, hour FROM risk_horizon WHERE id = 1').get() as Horizon | undefined
  return row ?? { epoch: 0, hour: 0 }
}

/**
 * Deletes counters that have aged out at `now` (ms): epochs that weigh nothing, and failures of more than two hours ago.
 * Looks at the tables only when an hour or an epoch has passed. Where the clock has been set back below the horizon
 * since, only a rebuild brings those epochs back.
 */
export function forgetExpired(tx: Tx, now: number): void {
  const horizon = horizonOf(tx)
  const epoch = Math.max(horizon.epoch, epochOf(now) - riskConstants.epochsKept + 1)
  const hour = Math.max(horizon.hour, clockHourOf(now) - 1)
  if (epoch === horizon.epoch && hour === horizon.hour) return
  if (hour > horizon.hour) statement(tx, 'DELETE FROM risk_failures WHERE hour < ?').run(hour)
  if (epoch > horizon.epoch) {
    statement(tx, 'DELETE FROM risk_user WHERE epoch < ?').run(epoch)
    statement(tx, 'DELETE FROM risk_pool WHERE epoch < ?').run(epoch)
  }
  statement(tx, 'INSERT OR REPLACE INTO risk_horizon (id, epoch, hour) VALUES (1, ?, ?)').run(epoch, hour)
}

function takeVotesBack(tx: Tx, poolId: string, user: number): void {
  const rows = statement(tx, 'SELECT node, epoch, good, invalid, valid, failed FROM risk_user WHERE userId = ?')
    .raw()
    .all(user) as [number, number, number, number, number, number][]
  for (const [node, epoch, good, invalid, valid, failed] of rows) {
    // A node without votes has no row in the pool, and taking a vote back leaves none.
    addVote(tx, poolId, node, epoch, voteOf({ good, invalid, valid, failed }, user), undefined)
  }
}

function takeTotalsBack(tx: Tx, poolId: string, user: number): void {
  const rows = statement(tx, 'SELECT node, parent FROM risk_user_total WHERE userId = ? AND parent <> 0 AND good > 0')
    .raw()
    .all(user) as [number, number][]
  for (const [node, parent] of rows) {
    addToPoolTotals(tx, poolId, [
      { node, users: -1, children: 0 },
      { node: parent, users: 0, children: -1 },
    ])
  }
}

function takeFailuresBack(tx: Tx, poolId: string, user: number): void {
  const rows = statement(tx, 'SELECT prefix, hour FROM risk_failures WHERE poolId = ? AND userId = ?')
    .raw()
    .all(poolId, user) as [number, number][]
  for (const [prefix, hour] of rows) {
    if (prefix !== 0) countDifferentName(tx, poolId, prefix, hour, -1)
  }
  statement(tx, 'DELETE FROM risk_failures WHERE poolId = ? AND userId = ?').run(poolId, user)
}

function deleteUser(tx: Tx, user: number): void {
  for (const table of ['risk_user', 'risk_user_total', 'risk_places']) {
    statement(tx, `DELETE FROM ${table} WHERE userId = ?`).run(user)
  }
}
