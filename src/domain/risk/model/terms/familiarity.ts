import { type LevelName, riskConstants } from '../constants.ts'
import type { LevelFacts } from '../facts.ts'

/**
 * How much less likely the value of a level is for the owner than for an attacker, in nats and weighted; 0 where the
 * user's history is silent. `proved` says that the device's secret was proved in this sign-in.
 */
export function familiarity(level: LevelName, facts: LevelFacts, proved: boolean): number {
  if (facts.parentWeight === 0) return 0
  const { unfamiliar, familiar } = riskConstants.levels[level]
  const theta = level === 'dev' && proved ? riskConstants.thetaProved : riskConstants.levels[level].theta
  const g = poolShare(level, facts)
  const c = Math.log(theta + (1 - theta) * (g / ownerShare(level, facts, g)))
  return c * (c > 0 ? unfamiliar : familiar)
}

/** The share of the pool's other users at the node, smoothed by phantom users (g of the specification). */
export function poolShare(level: LevelName, facts: LevelFacts): number {
  const { phantoms, hourShare } = riskConstants
  const own = facts.ever > 0 ? 1 : 0
  const share =
    (facts.users - own + phantoms) / (facts.pairs - facts.siblings + phantoms * riskConstants.levels[level].values)
  return level === 'hour' ? Math.min(share, hourShare) : share
}

/** How likely the owner is at the node: own history, backed off to the pool's share by the user's rate of novelties (p). */
function ownerShare(level: LevelName, facts: LevelFacts, g: number): number {
  const { alpha, d } = riskConstants.levels[level]
  const a = alpha + (d * facts.siblings * facts.parentWeight) / facts.parentEver
  return (facts.weight + a * g) / (facts.parentWeight + a)
}
