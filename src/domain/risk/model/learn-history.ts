import type { Tx } from '../../../store/database.ts'
import type { LearnedEvent } from './context.ts'
import { addToTotals, addToUser, addVote, type TotalChange, userCounts, userTotals } from './counters.ts'
import { countFailure } from './failures.ts'
import { countedNodes, sum } from './learn.ts'
import { type AttemptNodes, epochOf, nodesOf, roots, userKeyOf } from './nodes.ts'
import { countPlace } from './places.ts'
import { type EvidenceVector, evidenceOf, isFailure, isNothing } from './vector.ts'
import { votedNodes, voteOf } from './votes.ts'

/**
 * Adds what many events of one user teach: the same as `learn` for each of them, but every counter is written once.
 * Events that share a context object share the work on it.
 */
export function learnHistory(tx: Tx, poolId: string, userId: number, events: readonly LearnedEvent[]): void {
  const user = userKeyOf(poolId, userId)
  const lesson = newLesson()
  for (const event of events) {
    const vector = evidenceOf(event)
    const failure = isFailure(event)
    if (isNothing(vector) && !failure) continue
    const nodes = nodesOnce(lesson, event)
    if (failure) countFailure(tx, poolId, user, nodes.prefix, event.at, 1)
    if (vector.good) {
      countPlace(tx, user, event.at, event.context, 1)
      addGood(lesson, nodes)
    }
    addEvidence(lesson, nodes, epochOf(event.at), vector)
  }
  for (const [epoch, counts] of lesson.epochs) writeEpoch(tx, poolId, user, epoch, counts)
  writeTotals(tx, poolId, user, lesson.totals)
}

/** What has been added up so far. */
interface Lesson {
  readonly known: WeakMap<object, Map<number, AttemptNodes>>
  readonly epochs: Map<number, { sums: Map<number, EvidenceVector>; voted: Set<number> }>
  /** Good events by node, with the node above. */
  readonly totals: Map<number, { good: number; parent: number }>
}

function newLesson(): Lesson {
  const totals = new Map(roots.map((root) => [root, { good: 0, parent: 0 }]))
  return { known: new WeakMap(), epochs: new Map(), totals }
}

/** Of the time of an attempt its nodes depend on the hour only. */
function nodesOnce({ known }: Lesson, { context, at }: LearnedEvent): AttemptNodes {
  const hour = new Date(at).getUTCHours()
  const byHour = known.get(context) ?? new Map<number, AttemptNodes>()
  known.set(context, byHour)
  const nodes = byHour.get(hour) ?? nodesOf(context, at)
  byHour.set(hour, nodes)
  return nodes
}

function addEvidence({ epochs }: Lesson, nodes: AttemptNodes, epoch: number, vector: EvidenceVector): void {
  const counts = epochs.get(epoch) ?? { sums: new Map(), voted: new Set<number>() }
  epochs.set(epoch, counts)
  for (const node of countedNodes(nodes, vector)) {
    const before = counts.sums.get(node)
    counts.sums.set(node, before ? sum(before, vector, 1) : vector)
  }
  for (const node of votedNodes(nodes)) counts.voted.add(node)
}

function addGood({ totals }: Lesson, nodes: AttemptNodes): void {
  for (const root of roots) totals.get(root)!.good += 1
  for (const { node, parent } of nodes.levels) {
    const total = totals.get(node)
    if (total) total.good += 1
    else totals.set(node, { good: 1, parent })
  }
}

/** SQLite statements are kept for each number of nodes, so there must not be too many different ones. */
const nodesAtOnce = 16

function writeEpoch(
  tx: Tx,
  poolId: string,
  user: number,
  epoch: number,
  { sums, voted }: { sums: Map<number, EvidenceVector>; voted: Set<number> },
): void {
  for (const nodes of chunks([...voted])) {
    const before = userCounts(tx, user, epoch, nodes)
    for (const node of nodes) {
      const counts = before.get(node) ?? nothing
      const old = voteOf(counts, user)
      const present = voteOf(sum(counts, sums.get(node) ?? nothing, 1), user)
      if (old !== present) addVote(tx, poolId, node, epoch, old, present)
    }
  }
  for (const [, equal] of groups(sums, ({ good, invalid, valid, failed }) => [good, invalid, valid, failed].join())) {
    for (const part of chunks(equal))
      addToUser(
        tx,
        user,
        epoch,
        part.map(([node]) => node),
        part[0]![1],
        1,
      )
  }
}

const nothing = { good: 0, invalid: 0, valid: 0, failed: 0 }

function writeTotals(tx: Tx, poolId: string, user: number, totals: Lesson['totals']): void {
  const seen = new Map(chunks([...totals.keys()]).flatMap((nodes) => [...userTotals(tx, user, nodes)]))
  const changes = new Map<number, TotalChange>()
  for (const [node, { parent }] of totals) changes.set(node, { node, parent, children: 0, users: 0 })
  for (const [node, { good, parent }] of totals) {
    if (good === 0 || parent === 0 || (seen.get(node) ?? 0) > 0) continue
    changes.get(node)!.users = 1
    changes.get(parent)!.children += 1
  }
  for (const [, equal] of groups(totals, ({ good }) => String(good))) {
    const [, { good }] = equal[0]!
    if (good === 0) continue
    for (const part of chunks(equal))
      addToTotals(
        tx,
        poolId,
        user,
        part.map(([node]) => changes.get(node)!),
        good,
      )
  }
}

/** The entries of a map by what their values have in common. */
function groups<T>(map: Map<number, T>, keyOf: (value: T) => string): Map<string, [number, T][]> {
  const found = new Map<string, [number, T][]>()
  for (const entry of map) {
    const key = keyOf(entry[1])
    const group = found.get(key)
    if (group) group.push(entry)
    else found.set(key, [entry])
  }
  return found
}

function chunks<T>(list: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < list.length; at += nodesAtOnce) parts.push(list.slice(at, at + nodesAtOnce))
  return parts
}
