import type { RiskLevel } from '../../../store/schema/events.ts'
import type { RiskContext } from './context.ts'
import type { RiskFacts } from './facts.ts'
import { levelOf, type Thresholds } from './level.ts'
import type { AttemptNodes, LevelNode } from './nodes.ts'
import { familiarityReason, feedbackReason, fixedReasons, reputationReason, shownValue } from './reasons.ts'
import { failureTerms, travelTerm } from './terms/detectors.ts'
import { familiarity } from './terms/familiarity.ts'
import { feedbackTerm, reportedUserTerm } from './terms/feedback.ts'
import { reputationTerms } from './terms/reputation.ts'
import { votedLevels } from './votes.ts'

/** One summand of a score, with what it looked at and why, in plain words. Never 0. */
export interface Term {
  readonly feature: string
  readonly value: string
  readonly contribution: number
  readonly reason: string
}

/** The score of one attempt (nats, 0 says nothing, higher is riskier): exactly the sum of its terms in their order. */
export interface Assessment {
  readonly score: number
  readonly level: RiskLevel
  readonly terms: readonly Term[]
}

/** One attempt as the score sees it; `at` is in milliseconds since 1970. */
export interface Attempt {
  readonly context: RiskContext
  readonly at: number
  readonly nodes: AttemptNodes
}

/** Scores an attempt on what the counters say: a pure function. */
export function assess(attempt: Attempt, facts: RiskFacts, thresholds?: Thresholds): Assessment {
  const terms = [
    ...reportTerms(facts),
    ...levelTerms(attempt, facts),
    ...poolTerms(attempt.nodes, facts),
    ...detectorTerms(attempt, facts),
  ].filter((term) => term.contribution !== 0)
  const score = terms.reduce((sum, term) => sum + term.contribution, 0)
  return { score, level: levelOf(score, facts.everGood > 0, thresholds), terms }
}

function reportTerms({ reports }: RiskFacts): Term[] {
  return [
    {
      feature: 'fb.user',
      value: plural(reports, 'report'),
      contribution: reportedUserTerm(reports),
      reason: fixedReasons.reportedUser,
    },
  ]
}

function levelTerms({ nodes, context }: Attempt, facts: RiskFacts): Term[] {
  const proved = nodes.hasDevice && context.rememberedDevice === true
  return nodes.levels.flatMap((node) => {
    const level = facts.levels[node.level]
    const own = familiarity(node.level, level, proved)
    const said = feedbackTerm(node, level)
    return [
      term(node.level, node, own, () => familiarityReason(node, level, own, proved)),
      term(`fb.${node.level}`, node, said, () => feedbackReason(node, said)),
    ].flat()
  })
}

function poolTerms(nodes: AttemptNodes, facts: RiskFacts): Term[] {
  const found = Object.fromEntries(nodes.levels.map((node) => [node.level, node])) as Record<string, LevelNode>
  const known = (level: string) => found[level]!.value !== '?'
  const reputation = reputationTerms(facts.votes, {
    asn: known('asn'),
    net: known('net'),
    ip: known('ip'),
    dev: nodes.hasDevice,
  })
  return votedLevels.flatMap((level) => {
    const node = found[level]!
    return term(`rep.${level}`, node, reputation[level], () => reputationReason(node, reputation[level]))
  })
}

function detectorTerms({ context, at }: Attempt, facts: RiskFacts): Term[] {
  const { here, elsewhere, names } = facts.failures
  const failures = failureTerms(facts.failures)
  const travel = travelTerm(context, at, facts)
  return [
    {
      feature: 'travel',
      value: travel ? `${Math.round(travel.kilometres)} km in ${spanOf(travel.hours)}` : '',
      contribution: travel?.term ?? 0,
      reason: fixedReasons.travel,
    },
    {
      feature: 'fail.context',
      value: plural(here, 'attempt'),
      contribution: failures.context,
      reason: fixedReasons.failuresHere,
    },
    {
      feature: 'fail.user',
      value: plural(elsewhere, 'attempt'),
      contribution: failures.user,
      reason: fixedReasons.failuresElsewhere,
    },
    {
      feature: 'stuffing',
      value: plural(names, 'name'),
      contribution: failures.stuffing,
      reason: fixedReasons.stuffing,
    },
  ]
}

function term(feature: string, node: LevelNode, contribution: number, reason: () => string): Term[] {
  return contribution === 0 ? [] : [{ feature, value: shownValue(node), contribution, reason: reason() }]
}

function spanOf(hours: number): string {
  return hours < 1 ? `${Math.round(hours * 60)} min` : `${hours.toFixed(1)} h`
}

/** Counts fade with time; of large ones a fraction says nothing. */
function plural(count: number, noun: string): string {
  const shown = count < 10 ? Math.round(count * 10) / 10 : Math.round(count)
  return `${shown} ${noun}${shown === 1 ? '' : 's'}`
}
