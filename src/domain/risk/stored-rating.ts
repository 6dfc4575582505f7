import type { Evaluation, RiskLevel } from '../../store/schema/events.ts'
import { levelNames } from './model/constants.ts'
import { levelOf, type Thresholds } from './model/level.ts'

/** The level that the engine alone would give a stored evaluation, under its own thresholds or others. */
export function engineLevel(evaluation: Evaluation, thresholds: Thresholds = evaluation.thresholds): RiskLevel {
  return levelOf(evaluation.score, !isColdStart(evaluation), thresholds)
}

/** Whether the user had never been seen good: then nothing was familiar or unfamiliar, and Low counts as NoRisk. */
function isColdStart({ contributions }: Evaluation): boolean {
  return !contributions.some(({ feature }) => levels.has(feature))
}

const levels: ReadonlySet<string> = new Set(levelNames)
