import type { LevelName } from './constants.ts'

/** What the counters say about one level of one attempt. Weights are decayed, totals are not. */
export interface LevelFacts {
  /** The user's good weight at the node (smoothed over neighbours for the hour of day). */
  readonly weight: number
  /** The user's good weight at the node above. */
  readonly parentWeight: number
  /** The user's good events of all time at the node, and at the node above. */
  readonly ever: number
  readonly parentEver: number
  /** How many different children of the node above the user was ever seen good at. */
  readonly siblings: number
  /** Users of the pool ever seen good at the node, and the same summed over the children of the node above. */
  readonly users: number
  readonly pairs: number
  /** Decayed reports and confirmations of the user at the node. */
  readonly invalid: number
  readonly valid: number
}

/** How many users voted how in one epoch. */
export interface Votes {
  bad: number
  good: number
  failed: number
  failedUnknown: number
}

/** The nodes at which other users' votes are read; `root` gives the base rate of the pool. */
export type VotedLevel = 'root' | 'asn' | 'net' | 'ip' | 'dev'

/** Everything that the score depends on besides the attempt itself. */
export interface RiskFacts {
  readonly levels: Readonly<Record<LevelName, LevelFacts>>
  /** Decayed reports of the user at any place. */
  readonly reports: number
  /** The user's good events of all time; 0 for somebody never seen good. */
  readonly everGood: number
  /** Votes of the other users by age in epochs, the youngest first. */
  readonly votes: Readonly<Record<VotedLevel, readonly Votes[]>>
  /** The moment (ms) of the last good event whose place is known, and the places of that moment. */
  readonly lastGood: { readonly at: number; readonly places: readonly Place[] } | undefined
  readonly failures: FailureFacts
}

/** Degrees of latitude and longitude. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** Failures within the last (sliding) hour; whole numbers only in the first hour after a quiet one. */
export interface FailureFacts {
  /** On this user from this prefix, and from elsewhere. */
  readonly here: number
  readonly elsewhere: number
  /** Different names that failed from this prefix. */
  readonly names: number
}
