import type { LevelName } from './constants.ts'
import type { LevelFacts } from './facts.ts'
import type { LevelNode } from './nodes.ts'

/** How each level is named: after "first time", and as the subject of a sentence. */
const words: Record<LevelName, { where: string; what: string }> = {
  cc: { where: 'from this country', what: 'this country' },
  asn: { where: 'from this network operator', what: 'this network operator' },
  net: { where: 'from this network', what: 'this network' },
  ip: { where: 'from this address', what: 'this address' },
  dt: { where: 'on this kind of device', what: 'this kind of device' },
  os: { where: 'on this operating system', what: 'this operating system' },
  br: { where: 'with this browser', what: 'this browser' },
  ver: { where: 'with these versions of system and browser', what: 'this pair of versions' },
  ua: { where: 'with this exact client', what: 'this exact client' },
  dev: { where: 'on this device', what: 'this device' },
  tz: { where: 'in this time zone', what: 'this time zone' },
  hour: { where: 'at this time of day', what: 'this time of day' },
}

/** Why a level is familiar or not, in plain words. */
export function familiarityReason(node: LevelNode, facts: LevelFacts, contribution: number, proved: boolean): string {
  const { where } = words[node.level]
  if (node.level === 'dev' && node.value === '-') {
    return contribution > 0 ? 'no device id, which is unusual for this user' : 'no device id, as usual'
  }
  if (contribution <= 0)
    return proved && node.level === 'dev' ? `${where} before, proved by its secret` : `${where} before`
  if (node.level === 'hour') return `seldom ${where}`
  if (facts.ever === 0) return `first time ${where}`
  return facts.weight === 0 ? `not ${where} for a long time` : `seldom ${where}`
}

/** What the user's own feedback said about a node. */
export function feedbackReason({ level }: LevelNode, contribution: number): string {
  return contribution > 0
    ? `a sign-in ${words[level].where} was reported as not theirs`
    : `a sign-in ${words[level].where} was confirmed as theirs`
}

/** What other users' sign-ins say about a node. */
export function reputationReason({ level }: LevelNode, contribution: number): string {
  return contribution > 0
    ? `${words[level].what} is reported, or fails, more often than others in the pool`
    : `${words[level].what} has a good record with other users of the pool`
}

/** Reasons of the terms that belong to no level. */
export const fixedReasons = {
  reportedUser: 'earlier sign-ins of this user were reported as not theirs',
  travel: 'too far from the last good sign-in for the time between',
  failuresHere: 'failed attempts on this user from this network within the last hour',
  failuresElsewhere: 'failed attempts on this user from elsewhere within the last hour',
  stuffing: 'several names failed from this network within the last hour',
} as const

/** The value of a node as people read it: `AS64496`, `13:00 UTC`, `unknown`. */
export function shownValue({ level, value }: LevelNode): string {
  if (value === '?') return 'unknown'
  if (value === '-') return 'none'
  if (level === 'asn') return `AS${value}`
  if (level === 'hour') return `${value.padStart(2, '0')}:00 UTC`
  if (level === 'ver') return value.split('|').reverse().join(' on ').replaceAll('?', 'unknown')
  return value
}
