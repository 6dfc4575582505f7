import { type LevelName, riskConstants } from '../constants.ts'
import type { LevelFacts } from '../facts.ts'
import type { LevelNode } from '../nodes.ts'

const { doubt, user } = riskConstants.feedback
const weights: Partial<Record<LevelName, { minus: number; plus: number }>> = riskConstants.feedback.levels

/** What the user's own reports (up) and confirmations (down) of a node add; 0 at levels and values that carry none. */
export function feedbackTerm({ level, value }: LevelNode, facts: LevelFacts): number {
  const weight = weights[level]
  if (!weight || value === '?' || (level === 'dev' && value === '-')) return 0
  const { invalid, valid } = facts
  // Good events protect the owner from his own report of something shared, such as a large provider.
  const good = facts.weight
  return (weight.minus * invalid) / (invalid + valid + good + doubt) - (weight.plus * valid) / (invalid + valid + doubt)
}

/** What a user's reports add to each of his sign-ins, wherever it comes from. */
export function reportedUserTerm(reports: number): number {
  return (user.weight * reports) / (reports + user.doubt)
}
