import type { Tx } from '../../../store/database.ts'
import { type LevelName, riskConstants } from './constants.ts'
import type { LearnedEvent } from './context.ts'
import { addToPoolTotal, addToUser, addToUserTotal, addVote } from './counters.ts'
import { countFailure } from './failures.ts'
import { type AttemptNodes, epochOf, mainRoot, nodesOf, roots, userKeyOf } from './nodes.ts'
import { countPlace } from './places.ts'
import { type EvidenceVector, evidenceOf, isFailure, isNothing } from './vector.ts'
import { isVoted, voteOf } from './votes.ts'

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
  const touched = [
    { node: mainRoot, votes: true, reports: true },
    ...nodes.levels.map(({ node, level }) => ({ node, votes: isVoted(level), reports: hasFeedback(level) })),
  ]
  for (const { node, votes, reports } of touched) {
    // What no term ever reads is not counted: failures only make votes, reports only votes and feedback terms.
    const counted = vector.good || (votes && vector.failed) || ((votes || reports) && vector.invalid)
    if (!counted) continue
    const { before, after } = addToUser(tx, user, node, epoch, vector, sign)
    if (!votes) continue
    const old = voteOf(before, user)
    const present = voteOf(after, user)
    if (old === present) continue
    addVote(tx, poolId, node, epoch, old, present)
  }
}

function hasFeedback(level: LevelName): boolean {
  return level in riskConstants.feedback.levels
}

/** The totals of all time: the user's good events at each node, and who was ever seen where. */
function countGood(tx: Tx, poolId: string, user: number, nodes: AttemptNodes, sign: 1 | -1): void {
  for (const root of roots) addToUserTotal(tx, user, root, 0, sign, 0)
  for (const { node, parent } of nodes.levels) {
    const good = addToUserTotal(tx, user, node, parent, sign, 0)
    const crossed = good === (sign === 1 ? 1 : 0)
    if (!crossed) continue
    addToUserTotal(tx, user, parent, 0, 0, sign)
    addToPoolTotal(tx, poolId, node, sign, 0)
    addToPoolTotal(tx, poolId, parent, 0, sign)
  }
}
