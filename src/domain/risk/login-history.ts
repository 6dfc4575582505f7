import type { Tx } from '../../store/database.ts'
import type { RiskContext } from './model/context.ts'
import { assessAttempt } from './model/engine.ts'
import { learn } from './model/learn.ts'
import { levelOf } from './model/level.ts'
import type { Outcome, PastAttempt } from './past-attempts.ts'
import { wasEverGood } from './stored-rating.ts'

/** One login of a file of history. */
export interface PastLogin {
  readonly id: string
  readonly username: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly context: RiskContext & { readonly ipAddress: string }
  /** False where nobody has the name. */
  readonly known: boolean
  readonly rightPassword: boolean
  readonly label: PastAttempt['label']
  /** A test that is scored and never learnt. */
  readonly probe: boolean
}

/** The pool of histories: nobody else's. */
const poolId = 'history'

/**
 * Scores logins in their order, each before it is learnt, as the sign-in does. Owners pass, attackers fail the second
 * factor that Medium and High ask for. To be called with an empty database: nothing of it is taken back.
 */
export function* scoredLogins(tx: Tx, logins: Iterable<PastLogin>): Generator<PastAttempt> {
  const ids = new Map<string, number>()
  for (const login of logins) {
    const userId = ids.get(login.username) ?? ids.size + 1
    ids.set(login.username, userId)
    const judged = login.known && login.rightPassword ? score(tx, login, userId) : undefined
    if (!login.probe) learnLogin(tx, login, userId, judged)
    if (judged) yield judged
  }
}

function score(tx: Tx, { id, at, context, username, label }: PastLogin, userId: number): PastAttempt {
  const assessment = assessAttempt(tx, poolId, userId, context, at)
  const everGood = wasEverGood(assessment.terms)
  return {
    ...{ id, at, label, userId: username, ipAddress: context.ipAddress },
    score: assessment.score,
    level: assessment.level,
    levelUnder: (thresholds) => levelOf(assessment.score, everGood, thresholds),
    outcome: 'allow' satisfies Outcome,
  }
}

function learnLogin(tx: Tx, login: PastLogin, userId: number, judged: PastAttempt | undefined): void {
  const { at, context, known, username, label } = login
  const level = judged?.level ?? 'NoRisk'
  const asked = level === 'Medium' || level === 'High'
  const passed = judged !== undefined && !(asked && label === 'attacker')
  learn(tx, {
    ...{ poolId, at, context, level },
    userId: known ? userId : username,
    outcome: passed ? 'Pass' : 'Fail',
    verified: asked && passed,
    label: null,
    allowed: false,
    learned: true,
  })
}
