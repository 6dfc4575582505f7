import type { RiskLevel } from '../../../store/schema/events.ts'
import { riskConstants } from './constants.ts'

/** Scores from which a sign-in is Low, Medium and High. */
export interface Thresholds {
  readonly low: number
  readonly medium: number
  readonly high: number
}

/** The level of a score. `everGood` is false for a user who never had a good event: for him Low is reported as NoRisk. */
export function levelOf(
  score: number,
  everGood: boolean,
  thresholds: Thresholds = riskConstants.thresholds,
): RiskLevel {
  if (score >= thresholds.high) return 'High'
  if (score >= thresholds.medium) return 'Medium'
  return score >= thresholds.low && everGood ? 'Low' : 'NoRisk'
}

/** The score as a percentage for people: a posterior where attacks are rare. Never decide on it. */
export function percentOf(score: number): number {
  return 100 / (1 + Math.exp(riskConstants.displayPrior - score))
}
