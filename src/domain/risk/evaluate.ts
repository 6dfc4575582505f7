import { matchesAny } from '../../base/ip-address.ts'
import type { Context } from '../../context.ts'
import type { AttemptContext, Evaluation, RiskLevel } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import type { AppliedConfiguration } from './configuration.ts'
import { magicLevel } from './context/networks.ts'
import type { Decision } from './decide.ts'
import { riskConstants } from './model/constants.ts'
import { assessAttempt } from './model/engine.ts'

/** How an attempt was rated, before anything is decided. */
export type Rating = Pick<Evaluation, 'score' | 'level' | 'source' | 'thresholds' | 'contributions'>

/** An attempt that is to be rated. */
export interface RatedAttempt {
  readonly pool: Pool
  readonly user: User
  readonly attempt: AttemptContext
}

/**
 * Rates an attempt: a level from `directive` wins over a magic address, and that over the engine. Score and contributions
 * are the engine's, whoever decided the level.
 */
export function rate(
  ctx: Pick<Context, 'tx' | 'clock'>,
  { pool, user, attempt }: RatedAttempt,
  directive: RiskLevel | undefined,
): Rating {
  const { score, level, terms } = assessAttempt(ctx.tx, pool.id, user.id, attempt, ctx.clock.now())
  const magic = magicLevel(attempt.ipAddress)
  return {
    score,
    level: directive ?? magic ?? level,
    source: directive ? 'directive' : magic ? 'magic' : 'engine',
    thresholds: riskConstants.thresholds,
    contributions: [...terms],
  }
}

/** The rating of an attempt from an address on one of the exception lists: it is not evaluated. */
export const ratedByList: Rating = {
  score: 0,
  level: 'NoRisk',
  source: 'ip-rule',
  thresholds: riskConstants.thresholds,
  contributions: [],
}

/** Which exception list an address is on. Documented: the lists work in full-function mode only; blocking wins. */
export function exceptionList(
  mode: 'AUDIT' | 'ENFORCED',
  { configuration }: AppliedConfiguration,
  ipAddress: string,
): 'blocked' | 'skipped' | undefined {
  const lists = configuration.RiskExceptionConfiguration
  if (mode !== 'ENFORCED' || !lists) return undefined
  if (matchesAny(lists.BlockedIPRangeList ?? [], ipAddress)) return 'blocked'
  return matchesAny(lists.SkippedIPRangeList ?? [], ipAddress) ? 'skipped' : undefined
}

/** The explanation that is stored with an event. */
export function toEvaluation(
  rating: Rating,
  { decision, action }: Pick<Decision, 'decision' | 'action'>,
  mode: 'AUDIT' | 'ENFORCED',
  applied: AppliedConfiguration,
  trusted: boolean,
): Evaluation {
  const { score, level, source, thresholds, contributions } = rating
  return {
    ...{ score, level, decision, action, source, thresholds, contributions },
    configuration: applied.source,
    mode,
    ...(trusted ? { trusted: true } : {}),
  }
}
