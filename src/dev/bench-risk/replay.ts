import type { LearnedEvent } from '../../domain/risk/model/context.ts'
import type { RiskLevel } from '../../store/schema/events.ts'
import type { Login } from './login.ts'
import { type BenchPool, circumstances, eventOf, isAlarm, learnEvent, scoreLogin } from './pool.ts'

/** One scored login. */
export interface Scored {
  readonly login: Login
  readonly score: number
  readonly level: RiskLevel
  /** How many successes of the owner came before in the file. */
  readonly earlier: number
}

/** What somebody who watches a replay is told. */
export interface Watcher {
  /** Before a login is scored. `position` counts the records. */
  before?(login: Login, position: number): void
  /** After a login was scored, before it is learnt. */
  scored?(scored: Scored): void
  /** After a login was learnt as `event`. */
  learnt?(event: LearnedEvent, scored: Scored | undefined): void
}

/**
 * How a risky sign-in goes on. `enforced`: at Medium and High a second factor is asked for, which owners have and
 * attackers have not. `audit`: nothing is asked, everybody gets in.
 */
export type Mode = 'enforced' | 'audit'

/** Plays logins into a pool in their order: each is scored before it is learnt, probes are never learnt. */
export function replay(pool: BenchPool, logins: readonly Login[], mode: Mode, watcher: Watcher): void {
  const successes = new Map<string, number>()
  for (const [position, login] of logins.entries()) {
    watcher.before?.(login, position)
    const context = circumstances(pool, login)
    const earlier = successes.get(login.u) ?? 0
    let scored: Scored | undefined
    if (login.ok === 1 && login.known !== 0) {
      const { score, level } = scoreLogin(pool, login, context)
      scored = { login, score, level, earlier }
      watcher.scored?.(scored)
    }
    if (login.probe === 1) continue
    if (login.ok === 1 && login.y === 'o') successes.set(login.u, earlier + 1)
    const event = eventOf(pool, login, scored?.level ?? 'NoRisk', endOf(login, scored?.level, mode), context)
    learnEvent(pool, event)
    watcher.learnt?.(event, scored)
  }
}

function endOf(login: Login, level: RiskLevel | undefined, mode: Mode): { passed: boolean; verified: boolean } {
  if (level === undefined || login.ok === 0) return { passed: false, verified: false }
  const asked = mode === 'enforced' && isAlarm(level)
  return { passed: !asked || login.y === 'o', verified: asked && login.y === 'o' }
}
