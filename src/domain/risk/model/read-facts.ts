import { statement, type Tx } from '../../../store/database.ts'
import { type LevelName, levelNames, riskConstants } from './constants.ts'
import { ageOf, weightOfAge } from './decay.ts'
import type { LevelFacts, RiskFacts, VotedLevel, Votes } from './facts.ts'
import { recentFailures } from './failures.ts'
import { type AttemptNodes, epochOf, mainRoot, roots, userKeyOf } from './nodes.ts'
import { lastGoodPlaces } from './places.ts'
import { votedLevels, votedNodes, voteOf } from './votes.ts'

/** Reads what the score of one attempt needs: a fixed number of short ranges by primary key, however long the history. */
export function readFacts(tx: Tx, poolId: string, userId: number | string, nodes: AttemptNodes, at: number): RiskFacts {
  const user = userKeyOf(poolId, userId)
  const epoch = epochOf(at)
  const rows = userRows(tx, user, nodes, epoch)
  const own = decayed(rows, epoch)
  const totals = readPairs(tx, selectUserTotals, user, nodes)
  const pool = readPairs(tx, selectPoolTotals, poolId, nodes)
  return {
    levels: levelFacts(nodes, own, totals, pool),
    reports: own.get(mainRoot)?.invalid ?? 0,
    everGood: totals.get(mainRoot)?.[0] ?? 0,
    votes: otherVotes(tx, poolId, user, nodes, epoch, rows),
    lastGood: lastGoodPlaces(tx, user, at),
    failures: recentFailures(tx, poolId, user, nodes.prefix, at),
  }
}

const marks = (count: number) => Array(count).fill('?').join(', ')
const oldest = riskConstants.epochsKept - 1

const selectUser = `SELECT node, epoch, good, invalid, valid, failed FROM risk_user
  WHERE userId = ? AND node IN (${marks(levelNames.length + 3)}) AND epoch >= ?`
const selectUserTotals = `SELECT node, good, children FROM risk_user_total
  WHERE userId = ? AND node IN (${marks(levelNames.length + roots.length)})`
const selectPoolTotals = `SELECT node, users, pairs FROM risk_pool_total
  WHERE poolId = ? AND node IN (${marks(levelNames.length + roots.length)})`
const selectVotes = `SELECT node, epoch, bad, good, failed, failedUnknown FROM risk_pool
  WHERE poolId = ? AND node IN (${marks(votedLevels.length + 1)}) AND epoch >= ?`

/** A row of `risk_user`: node, epoch, good, invalid, valid, failed. */
type UserRow = [number, number, number, number, number, number]

function userRows(tx: Tx, user: number, nodes: AttemptNodes, epoch: number): UserRow[] {
  const wanted = [mainRoot, ...nodes.levels.map((level) => level.node), nodes.hourBefore, nodes.hourAfter]
  return statement(tx, selectUser)
    .raw()
    .all(user, wanted, epoch - oldest) as UserRow[]
}

interface Evidence {
  good: number
  invalid: number
  valid: number
}

function decayed(rows: readonly UserRow[], now: number): Map<number, Evidence> {
  const evidence = new Map<number, Evidence>()
  for (const [node, epoch, good, invalid, valid] of rows) {
    let entry = evidence.get(node)
    if (!entry) {
      entry = { good: 0, invalid: 0, valid: 0 }
      evidence.set(node, entry)
    }
    const weight = weightOfAge[ageOf(epoch, now)]!
    entry.good += good * weight
    entry.invalid += invalid * weight
    entry.valid += valid * weight
  }
  return evidence
}

/** The two numbers that a totals table keeps for each of the nodes that have any. */
function readPairs(tx: Tx, sql: string, owner: number | string, nodes: AttemptNodes): Map<number, [number, number]> {
  const rows = statement(tx, sql)
    .raw()
    .all(owner, [...roots, ...nodes.levels.map((level) => level.node)]) as [number, number, number][]
  return new Map(rows.map(([node, first, second]) => [node, [first, second]]))
}

function levelFacts(
  nodes: AttemptNodes,
  own: ReadonlyMap<number, Evidence>,
  totals: ReadonlyMap<number, [number, number]>,
  pool: ReadonlyMap<number, [number, number]>,
): Record<LevelName, LevelFacts> {
  const weight = (node: number) => own.get(node)?.good ?? 0
  const { same, neighbour } = riskConstants.hourKernel
  const facts: Partial<Record<LevelName, LevelFacts>> = {}
  for (const { level, node, parent } of nodes.levels) {
    const evidence = own.get(node)
    const [parentEver, siblings] = totals.get(parent) ?? [0, 0]
    facts[level] = {
      weight:
        level === 'hour'
          ? same * weight(node) + neighbour * weight(nodes.hourBefore) + neighbour * weight(nodes.hourAfter)
          : weight(node),
      // Every event passes every root, so that one of them keeps the weight for all.
      parentWeight: weight(roots.includes(parent) ? mainRoot : parent),
      ever: totals.get(node)?.[0] ?? 0,
      parentEver,
      siblings,
      users: pool.get(node)?.[0] ?? 0,
      pairs: pool.get(parent)?.[1] ?? 0,
      invalid: evidence?.invalid ?? 0,
      valid: evidence?.valid ?? 0,
    }
  }
  return facts as Record<LevelName, LevelFacts> // every level has a node
}

/** The pool's votes without the user's own, by age. */
function otherVotes(
  tx: Tx,
  poolId: string,
  user: number,
  nodes: AttemptNodes,
  now: number,
  own: readonly UserRow[],
): Record<VotedLevel, Votes[]> {
  const none = () => weightOfAge.map(() => ({ bad: 0, good: 0, failed: 0, failedUnknown: 0 }))
  const votes = { root: none(), asn: none(), net: none(), ip: none(), dev: none() }
  const wanted = votedNodes(nodes)
  const levelOf = new Map(wanted.map((node, i) => [node, (['root', ...votedLevels] as const)[i]!]))
  const rows = statement(tx, selectVotes)
    .raw()
    .all(poolId, wanted, now - oldest) as UserRow[]
  for (const [node, epoch, bad, good, failed, failedUnknown] of rows) {
    const sum = votes[levelOf.get(node)!][ageOf(epoch, now)]!
    sum.bad += bad
    sum.good += good
    sum.failed += failed
    sum.failedUnknown += failedUnknown
  }
  for (const [node, epoch, good, invalid, valid, failed] of own) {
    const level = levelOf.get(node)
    const vote = level && voteOf({ good, invalid, valid, failed }, user)
    if (vote) votes[level][ageOf(epoch, now)]![vote] -= 1
  }
  return votes
}
