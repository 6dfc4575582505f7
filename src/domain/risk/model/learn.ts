import type { Tx } from '../../../store/database.ts'
import { riskConstants } from './constants.ts'
import type { LearnedEvent } from './context.ts'
import { addToTotals, addToUser, addVote, type TotalChange, userCounts, userTotals } from './counters.ts'
import { countFailure } from './failures.ts'
import { type AttemptNodes, epochOf, mainRoot, nodesOf, roots, userKeyOf } from './nodes.ts'
import { countPlace } from './places.ts'
import { type EvidenceVector, evidenceOf, isFailure, isNothing } from './vector.ts'
import { isVoted, type UserCounts, votedNodes, voteOf } from './votes.ts'

/** Adds what an event teaches, in the current transaction. An event is learnt once; later changes of it are `relearn`. */
export function learn(tx: Tx, event: LearnedEvent): void {
  apply(tx, event, 1)
}

/** Takes back what an event taught: when it is purged. */
export function unlearn(tx: Tx, event: LearnedEvent): void {
  apply(tx, event, -1)
}

/** Replaces what an event taught by what it teaches now: after feedback, or when an attempt ends. Repeating it changes nothing. */
export function relearn(tx: Tx, before: LearnedEvent, after: LearnedEvent): void {
  unlearn(tx, before)
  learn(tx, after)
}

function apply(tx: Tx, event: LearnedEvent, sign: 1 | -1): void {
  const vector = evidenceOf(event)
  const failure = isFailure(event)
  if (isNothing(vector) && !failure) return
  const user = userKeyOf(event.poolId, event.userId)
  const nodes = nodesOf(event.context, event.at)
  if (failure) countFailure(tx, event.poolId, user, nodes.prefix, event.at, sign)
  if (vector.good) {
    countGood(tx, event.poolId, user, nodes, sign)
    countPlace(tx, user, event.at, event.context, sign)
  }
  countEvidence(tx, event.poolId, user, nodes, epochOf(event.at), vector, sign)
}

/** The counters of the epoch: the user's own, and the user's one vote at each node that has votes. */
function countEvidence(
  tx: Tx,
  poolId: string,
  user: number,
  nodes: AttemptNodes,
  epoch: number,
  vector: EvidenceVector,
  sign: 1 | -1,
): void {
  const voted = votedNodes(nodes)
  const before = userCounts(tx, user, epoch, voted)
  addToUser(tx, user, epoch, countedNodes(nodes, vector), vector, sign)
  for (const node of voted) {
    const counts = before.get(node) ?? { good: 0, invalid: 0, valid: 0, failed: 0 }
    const old = voteOf(counts, user)
    const present = voteOf(sum(counts, vector, sign), user)
    if (old !== present) addVote(tx, poolId, node, epoch, old, present)
  }
}

/** Where a vector is counted. What no term ever reads is not: failures only make votes, reports only votes and feedback terms. */
export function countedNodes(nodes: AttemptNodes, vector: EvidenceVector): number[] {
  const levels = vector.good
    ? nodes.levels
    : nodes.levels.filter(({ level }) => isVoted(level) || (vector.invalid && level in riskConstants.feedback.levels))
  return [mainRoot, ...levels.map(({ node }) => node)]
}

/** Counters after a vector was added (`sign` 1) or taken back (-1). */
export function sum(counts: UserCounts, vector: EvidenceVector, sign: 1 | -1): UserCounts {
  return {
    good: counts.good + sign * vector.good,
    invalid: counts.invalid + sign * vector.invalid,
    valid: counts.valid + sign * vector.valid,
    failed: counts.failed + sign * vector.failed,
  }
}

/** The totals of all time: the user's good events at each node, and who was ever seen where. */
function countGood(tx: Tx, poolId: string, user: number, nodes: AttemptNodes, sign: 1 | -1): void {
  const changes = new Map<number, TotalChange>()
  for (const root of roots) changes.set(root, { node: root, parent: 0, children: 0, users: 0 })
  for (const { node, parent } of nodes.levels) changes.set(node, { node, parent, children: 0, users: 0 })
  const before = userTotals(tx, user, [...changes.keys()])
  for (const { node, parent } of nodes.levels) {
    // Nothing before the first good event of a user at a node, nothing after the last one is taken back.
    const crosses = (before.get(node) ?? 0) === (sign === 1 ? 0 : 1)
    if (!crosses) continue
    changes.get(node)!.users = sign
    changes.get(parent)!.children = sign
  }
  addToTotals(tx, poolId, user, [...changes.values()], sign)
}
