import { hash } from 'node:crypto'
import { canonicalAddress } from './addresses.ts'
import { type LevelName, levelNames, riskConstants } from './constants.ts'
import type { RiskContext } from './context.ts'

/** One value of one level: where its counters are kept. */
export interface LevelNode {
  readonly level: LevelName
  /** The value as it is counted and shown; `?` where it is not known, `-` for a missing device id. */
  readonly value: string
  readonly node: number
  /** The node one level up, or the root of the chain. */
  readonly parent: number
}

/** All nodes that one attempt touches. */
export interface AttemptNodes {
  /** One for each level, in the order of `levelNames`. */
  readonly levels: readonly LevelNode[]
  /** The hours before and after, for the smoothing of the hour of day. */
  readonly hourBefore: number
  readonly hourAfter: number
  /** The network prefix by itself, whoever it is said to belong to; undefined where the address is not known. */
  readonly prefix: number | undefined
  /** Whether a device id was sent. */
  readonly hasDevice: boolean
}

/** The keys that were made last, because most of an attempt's are made again soon. */
const keys = new Map<string, number>()
const keysKept = 20_000

/** The roots of the five chains. They are the same in every pool. */
export const roots: readonly number[] = [0, 1, 2, 3, 4].map((chain) => keyOf(`root ${chain}`))

/** The root of the network chain: it counts every event. */
export const mainRoot = roots[0]!

/** Which nodes an attempt in `context` at `at` (ms) touches. Depends on nothing else, so a later label finds the same ones. */
export function nodesOf(context: RiskContext, at: number): AttemptNodes {
  const { prefix, address } = canonicalAddress(context.ipAddress)
  const os = context.os || '?'
  const browser = context.browser || '?'
  const hour = new Date(at).getUTCHours()
  const values: Record<LevelName, string> = {
    cc: context.countryCode || '?',
    asn: context.asn === undefined ? '?' : String(context.asn),
    net: prefix,
    ip: address,
    dt: context.deviceType || '?',
    os: familyOf(os),
    br: familyOf(browser),
    ver: `${os}|${browser}`,
    ua: context.userAgent || '?',
    dev: context.deviceId || '-',
    tz: context.riskTimezone || '?',
    hour: String(hour),
  }
  const above = [...roots]
  const levels = levelNames.map((level) => {
    const { chain } = riskConstants.levels[level]
    const parent = above[chain]!
    const node = childOf(parent, values[level])
    above[chain] = node
    return { level, value: values[level], node, parent }
  })
  return {
    levels,
    hourBefore: childOf(roots[4]!, String((hour + 23) % 24)),
    hourAfter: childOf(roots[4]!, String((hour + 1) % 24)),
    prefix: prefix === '?' ? undefined : keyOf(`prefix ${prefix}`),
    hasDevice: Boolean(context.deviceId),
  }
}

/** The name of a system or browser without its trailing version: `Chrome Mobile iOS 131` is `Chrome Mobile iOS`. */
export function familyOf(name: string): string {
  return name.replace(/\s+v?\d[\w.]*$/i, '')
}

/** The 30-day epoch of a moment (ms). */
export function epochOf(at: number): number {
  return Math.floor(at / (riskConstants.epochDays * 86_400_000))
}

/** The clock hour of a moment (ms), counted from 1970. */
export function clockHourOf(at: number): number {
  return Math.floor(at / 3_600_000)
}

/** The number under which a user's counters are kept; names that nobody has get negative ones. */
export function userKeyOf(poolId: string, userId: number | string): number {
  return typeof userId === 'number' ? userId : -keyOf(`unknown ${poolId} ${userId}`)
}

function childOf(parent: number, value: string): number {
  return keyOf(`${parent} ${value}`)
}

/** A 53-bit hash: it fits a JavaScript number and an SQLite integer, and is never 0. */
function keyOf(text: string): number {
  const known = keys.get(text)
  if (known !== undefined) return known
  const digest = hash('sha256', text, 'buffer')
  const key = digest.readUIntBE(0, 6) * 32 + (digest[6]! >> 3) || 1
  if (keys.size >= keysKept) keys.clear()
  keys.set(text, key)
  return key
}
