import type { Evaluation, RiskLevel } from '../../store/schema/events.ts'
import { levelNames } from './model/constants.ts'
import { levelOf, type Thresholds } from './model/level.ts'

/** The level that the engine alone gives a stored evaluation, under its own thresholds or others. */
export function engineLevel(evaluation: Evaluation, thresholds: Thresholds = evaluation.thresholds): RiskLevel {
  return levelOf(evaluation.score, wasEverGood(evaluation.contributions), thresholds)
}

/** Whether the user had been seen good before: otherwise nothing is familiar or unfamiliar, and Low counts as NoRisk. */
export function wasEverGood(contributions: readonly { readonly feature: string }[]): boolean {
  return contributions.some(({ feature }) => features.has(feature))
}

const features: ReadonlySet<string> = new Set(levelNames)
