import type { UserPoolMfaType } from '../../api/generated/types.ts'
import type { RiskLevel } from '../../store/schema/events.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import type { RiskConfiguration } from './configuration.ts'
import { decide } from './decide.ts'
import { exceptionList } from './evaluate.ts'
import type { Thresholds } from './model/level.ts'
import type { Outcome, PastAttempt } from './past-attempts.ts'

/** Another way to treat risk. */
export interface Policy {
  readonly mode: 'AUDIT' | 'ENFORCED'
  readonly configuration: RiskConfiguration
  readonly thresholds: Thresholds
  /** The MfaConfiguration that the pool would have. */
  readonly mfa: UserPoolMfaType
  /** The factors with which somebody could be challenged. */
  eligible(userId: PastAttempt['userId']): readonly MfaFactor[]
}

/** A past attempt that would end in another way. */
export interface Change {
  readonly id: string
  readonly userId: PastAttempt['userId']
  readonly at: number
  readonly score: number
  readonly before: { readonly level: RiskLevel; readonly outcome: Outcome }
  readonly after: { readonly level: RiskLevel; readonly outcome: Outcome }
  readonly label: PastAttempt['label']
}

/** How many attempts there are of each kind, as they were or as they would be. */
export interface Tally {
  readonly levels: Record<RiskLevel, number>
  readonly outcomes: Record<Outcome, number>
  /** Share of the owners' attempts that were challenged or blocked, and that were blocked; null where none is labelled. */
  falseAlarmRate: number | null
  falseBlockRate: number | null
  /** The same of the attackers' attempts. */
  alarmRate: number | null
  blockRate: number | null
}

/** What another policy would change. */
export interface ReplayReport {
  readonly attempts: number
  readonly labelled: { owners: number; attackers: number }
  readonly before: Tally
  readonly after: Tally
  /** How many attempts there are for each quarter of a point of the score that any has, the lowest first. */
  readonly scores: { readonly from: number; readonly attempts: number }[]
  /** How many end in another way, by `allow → block` and the like. */
  readonly moves: Readonly<Record<string, number>>
  readonly changed: number
  /** The changes themselves, oldest first; not more than `listed`. */
  readonly changes: readonly Change[]
}

/** Judges past attempts under another policy, one after the other, and says which would end in another way. */
export interface Replay {
  add(attempt: PastAttempt): void
  report(): ReplayReport
}

/** Begins a replay under `policy`, whose report lists up to `listed` changes one by one. */
export function startReplay(policy: Policy, listed = 1000): Replay {
  const [before, after] = [new Counter(), new Counter()]
  const moves: Record<string, number> = {}
  const changes: Change[] = []
  const scores = new Map<number, number>()
  let changed = 0
  return {
    add(attempt) {
      const { id, userId, at, score, level, outcome, label } = attempt
      const quarter = Math.floor(score * 4) / 4
      scores.set(quarter, (scores.get(quarter) ?? 0) + 1)
      const judged = judge(attempt, policy)
      before.add({ level, outcome }, label)
      after.add(judged, label)
      if (judged.outcome === outcome) return
      changed++
      const move = `${outcome} → ${judged.outcome}`
      moves[move] = (moves[move] ?? 0) + 1
      if (changes.length < listed) {
        changes.push({ id, userId, at, score, before: { level, outcome }, after: judged, label })
      }
    },
    report: () => ({
      attempts: before.attempts,
      labelled: { owners: before.of.owner.all, attackers: before.of.attacker.all },
      before: before.tally(),
      after: after.tally(),
      scores: [...scores].sort(([a], [b]) => a - b).map(([from, attempts]) => ({ from, attempts })),
      ...{ moves, changed, changes },
    }),
  }
}

function judge(attempt: PastAttempt, policy: Policy): { level: RiskLevel; outcome: Outcome } {
  const { mode, configuration, mfa, thresholds } = policy
  const list = exceptionList(mode, { source: 'pool', configuration }, attempt.ipAddress)
  if (list) return { level: 'NoRisk', outcome: list === 'blocked' ? 'block' : 'allow' }
  const level = attempt.levelUnder(thresholds)
  // Most are ordinary, and nobody asks for their factors.
  const eligible = level === 'NoRisk' ? [] : policy.eligible(attempt.userId)
  const { demand } = decide(level, { mode, configuration, mfa, eligible })
  return { level, outcome: demand === 'mfa' ? 'challenge' : demand }
}

class Counter {
  attempts = 0
  readonly #levels: Record<RiskLevel, number> = { NoRisk: 0, Low: 0, Medium: 0, High: 0 }
  readonly #outcomes: Record<Outcome, number> = { allow: 0, challenge: 0, block: 0 }
  readonly of = { owner: { all: 0, alarms: 0, blocks: 0 }, attacker: { all: 0, alarms: 0, blocks: 0 } }

  add({ level, outcome }: { level: RiskLevel; outcome: Outcome }, label: PastAttempt['label']): void {
    this.attempts++
    this.#levels[level]++
    this.#outcomes[outcome]++
    if (!label) return
    this.of[label].all++
    this.of[label].alarms += Number(outcome !== 'allow')
    this.of[label].blocks += Number(outcome === 'block')
  }

  tally(): Tally {
    const { owner, attacker } = this.of
    return {
      levels: this.#levels,
      outcomes: this.#outcomes,
      falseAlarmRate: share(owner.alarms, owner.all),
      falseBlockRate: share(owner.blocks, owner.all),
      alarmRate: share(attacker.alarms, attacker.all),
      blockRate: share(attacker.blocks, attacker.all),
    }
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
