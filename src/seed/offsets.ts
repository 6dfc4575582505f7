import { eventTimezone } from '../domain/risk/context/timezone.ts'

/** Clocks change on the hour, and histories ask for the same hours again and again. */
const known = new Map<string, string | undefined>()
const knownAtMost = 50_000

/** How auth events print a time zone at a moment (ms since 1970): `+02:00`. */
export function offsetAt(timezone: string | undefined, at: number): string | undefined {
  if (timezone === undefined) return undefined
  const key = `${timezone} ${Math.floor(at / 3_600_000)}`
  if (known.has(key)) return known.get(key)
  if (known.size >= knownAtMost) known.clear()
  const offset = eventTimezone(timezone, at)
  known.set(key, offset)
  return offset
}

/** How far a zone is ahead of UTC; 0 where it is not known. */
export function millisecondsAhead(timezone: string | undefined, at: number): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offsetAt(timezone, at) ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
