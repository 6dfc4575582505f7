import type { Random } from '../base/random.ts'
import type { GeneratedHistory, PastEvent } from './history-schema.ts'
import { millisecondsAhead } from './offsets.ts'
import type { SeedPlace } from './places.ts'

/** What a made history is made of. */
export interface Ingredients {
  /** Milliseconds since 1970; the history ends before the day of it. */
  readonly now: number
  readonly random: Random
  readonly owner: string
  readonly places: readonly SeedPlace[]
  readonly devices: readonly { readonly name: string; readonly userAgent: string }[]
}

const day = 86_400_000

/** The sign-ins that a row of a history stands for. The present decides when they were, and nothing else about them. */
export function generate(row: GeneratedHistory, { now, random, owner, places, devices }: Ingredients): PastEvent[] {
  const today = Math.floor(now / day) * day
  const [from, to] = row.hours.split('-').map(Number) as [number, number]
  const length = (to > from ? to - from : to + 24 - from) * 3_600_000
  const events: PastEvent[] = []
  for (let ago = row.days; ago > row.until; ago--) {
    const place = pick(random, places)
    const timezone = row.timezone ?? place.timezone
    for (let left = countOf(random, row.perDay); left > 0; left--) {
      const device = pick(random, devices)
      const address = place.addressOf(owner, whole(random, row.addresses))
      const local = today - ago * day + from * 3_600_000 + Math.floor(unit(random) * length)
      const at = local - millisecondsAhead(timezone, local)
      const deviceId = row.deviceId ?? `${owner}/${device.name}`
      const past = { ...common, at, address, userAgent: device.userAgent, deviceId, timezone }
      if (unit(random) < row.failures) events.push({ ...past, at: at - 20_000, response: 'Fail' })
      events.push({ ...past, verified: row.verified })
    }
  }
  return events
}

const common = {
  type: 'SignIn',
  response: 'Pass',
  rememberedDevice: false,
  verified: false,
  compromised: false,
} as const

/** A whole number of sign-ins whose average is `perDay`. */
function countOf(random: Random, perDay: number): number {
  const certain = Math.floor(perDay)
  return certain + (unit(random) < perDay - certain ? 1 : 0)
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[whole(random, list.length)]!
}

/** A whole number below `limit`, nothing drawn where there is no choice. */
function whole(random: Random, limit: number): number {
  return limit === 1 ? 0 : Math.floor(unit(random) * limit)
}

/** A number from 0 to 1, without 1. */
function unit(random: Random): number {
  return random.bytes(4).readUInt32BE() / 2 ** 32
}
