import type { LevelName } from './constants.ts'
import type { Votes } from './facts.ts'
import type { AttemptNodes } from './nodes.ts'
import { mainRoot } from './nodes.ts'

/** The counters of one user at one node in one epoch. */
export interface UserCounts {
  readonly good: number
  readonly invalid: number
  readonly valid: number
  readonly failed: number
}

/** The levels at which users have a vote; the root of the network chain is the other place. */
export const votedLevels = ['asn', 'net', 'ip', 'dev'] as const satisfies readonly LevelName[]

/** Where `nodes` have votes: the main root first, then the voted levels in their order. */
export function votedNodes(nodes: AttemptNodes): number[] {
  return [mainRoot, ...nodes.levels.filter((level) => isVoted(level.level)).map((level) => level.node)]
}

/** Whether users vote at a level. */
export function isVoted(level: LevelName): boolean {
  return (votedLevels as readonly LevelName[]).includes(level)
}

/** The one vote of a user at a node in an epoch; `userKey` is negative for names that nobody has. */
export function voteOf(counts: UserCounts, userKey: number): keyof Votes | undefined {
  if (counts.invalid > 0) return 'bad'
  if (counts.good > 0) return 'good'
  if (counts.failed > 0) return userKey < 0 ? 'failedUnknown' : 'failed'
  return undefined
}
