import { statement, type Tx } from '../../../store/database.ts'
import type { LevelName } from './constants.ts'
import type { RiskContext } from './context.ts'
import { ageOf, weightOfAge } from './decay.ts'
import { epochOf, type LevelNode, mainRoot, nodesOf, userKeyOf } from './nodes.ts'
import { shownValue } from './reasons.ts'

/** What the model has learnt about a user. */
export interface RiskProfile {
  /** Events that still count, by what they were taken for. */
  readonly events: { readonly good: number; readonly failed: number; readonly invalid: number; readonly valid: number }
  /** Good events of all time. */
  readonly everGood: number
  /** The values seen, heaviest first within each level. */
  readonly values: readonly KnownValue[]
}

/** One value of one level that the user was seen with. */
export interface KnownValue {
  readonly feature: LevelName
  readonly value: string
  /** Good events by age: a fresh one weighs 1, one of ninety days a half. */
  readonly weight: number
  readonly everGood: number
  readonly invalid: number
  readonly valid: number
}

/** The user's model as of `now` (ms), for the values that occur in `attempts`: counters alone do not tell what they count. */
export function riskProfile(
  tx: Tx,
  poolId: string,
  userId: number,
  attempts: Iterable<{ readonly context: RiskContext; readonly at: number }>,
  now: number,
): RiskProfile {
  const user = userKeyOf(poolId, userId)
  const seen = new Map<number, LevelNode>()
  for (const { context, at } of attempts) {
    for (const level of nodesOf(context, at).levels) seen.set(level.node, level)
  }
  const root = countersAt(tx, user, mainRoot, now)
  const values = [...seen.values()].map((node, order) => ({
    node,
    order,
    counters: countersAt(tx, user, node.node, now),
  }))
  return {
    events: { good: root.good, failed: root.failed, invalid: root.invalid, valid: root.valid },
    everGood: root.everGood,
    values: values
      .map(({ node, counters: { weight, everGood, invalid, valid } }) => ({
        feature: node.level,
        value: shownValue(node),
        weight,
        everGood,
        invalid,
        valid,
      }))
      .sort((a, b) => b.weight - a.weight || b.everGood - a.everGood),
  }
}

interface Counters {
  weight: number
  everGood: number
  good: number
  invalid: number
  valid: number
  failed: number
}

function countersAt(tx: Tx, user: number, node: number, now: number): Counters {
  const counters: Counters = { weight: 0, everGood: 0, good: 0, invalid: 0, valid: 0, failed: 0 }
  counters.everGood =
    (statement(tx, 'SELECT good FROM risk_user_total WHERE userId = ? AND node = ?').pluck().get(user, node) as
      | number
      | undefined) ?? 0
  const rows = statement(tx, 'SELECT epoch, good, invalid, valid, failed FROM risk_user WHERE userId = ? AND node = ?')
    .raw()
    .all(user, node) as [number, number, number, number, number][]
  for (const [epoch, good, invalid, valid, failed] of rows) {
    const weight = weightOfAge[ageOf(epoch, epochOf(now))] ?? 0
    if (weight === 0) continue
    counters.weight += weight * good
    counters.good += good
    counters.invalid += invalid
    counters.valid += valid
    counters.failed += failed
  }
  return counters
}
