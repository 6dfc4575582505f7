import { riskConstants } from '../constants.ts'
import { weightOfAge } from '../decay.ts'
import type { RiskFacts, VotedLevel, Votes } from '../facts.ts'

const { reputation } = riskConstants
type ReputedLevel = keyof typeof reputation.levels

/** What the votes of the pool's other users add at each level; `known` says where the attempt has a value at all. */
export function reputationTerms(
  votes: RiskFacts['votes'],
  known: Readonly<Record<ReputedLevel, boolean>>,
): Record<ReputedLevel, number> {
  const base = baseRate(votes.root)
  const term = (level: ReputedLevel, finer?: VotedLevel) =>
    known[level] ? reputationOf(level, finest(votes[level], finer && votes[finer]), base) : 0
  const network = boundedChain([term('asn', 'net'), term('net', 'ip'), term('ip')])
  const [dev = 0] = boundedChain([term('dev')])
  return { asn: network[0]!, net: network[1]!, ip: network[2]!, dev }
}

/** Votes against and for, decayed and summed. */
interface Balance {
  against: number
  inFavour: number
}

/** A vote counts at the finest level that it shares with the attempt: take away what the next finer level counts. */
function finest(votes: readonly Votes[], finer: readonly Votes[] | undefined): Balance {
  const balance = { against: 0, inFavour: 0 }
  for (const [age, vote] of votes.entries()) {
    const weight = weightOfAge[age]!
    const below = finer?.[age]
    balance.against += weight * (against(vote) - (below ? against(below) : 0))
    balance.inFavour += weight * (vote.good - (below?.good ?? 0))
  }
  // One user can be good at a network and bad at its address; such a vote is no debt of the others.
  return { against: Math.max(0, balance.against), inFavour: Math.max(0, balance.inFavour) }
}

function against(votes: Votes): number {
  return votes.bad + reputation.failed * votes.failed + reputation.failedUnknown * votes.failedUnknown
}

/** The share of bad votes in the pool, without unknown names, under a prior. */
function baseRate(root: readonly Votes[]): number {
  const { against, inFavour } = finest(
    root.map((votes) => ({ ...votes, failedUnknown: 0 })),
    undefined,
  )
  return (against + reputation.base.bad) / (against + inFavour + reputation.base.votes)
}

function reputationOf(level: ReputedLevel, { against, inFavour }: Balance, base: number): number {
  if (against === 0 && inFavour === 0) return 0
  const { rho, strength } = reputation.levels[level]
  const x = logit((against + strength * base) / (against + inFavour + strength)) - logit(base)
  return rho * Math.min(Math.max(x, reputation.lowest), reputation.perDoubling * Math.log2(1 + against))
}

function boundedChain(terms: readonly number[]): number[] {
  const { lowest, highest } = reputation.chain
  const sum = terms.reduce((total, term) => total + term, 0)
  const scale = sum === 0 ? 1 : Math.min(Math.max(sum, lowest), highest) / sum
  return terms.map((term) => term * scale * reputation.weight)
}

function logit(p: number): number {
  return Math.log(p / (1 - p))
}
