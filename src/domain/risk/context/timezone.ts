import { countryOffsets } from './country-offsets.ts'

/**
 * A client's time zone as the risk model uses it: an IANA name as it is, `local` for an offset that is in use anywhere in
 * the country of the address (so that a clock change is no novelty), any other offset as `+02:00`, and `?` for nothing.
 */
export function riskTimezone(timezone: string | undefined, countryCode: string | undefined): string {
  if (timezone === undefined) return '?'
  if (isZoneName(timezone)) return timezone
  const minutes = parseOffset(timezone)
  if (minutes === undefined) return '?'
  return offsetsOf(countryCode).has(minutes) ? 'local' : formatOffset(minutes)
}

/**
 * A client's time zone as auth events print it (`-07:00`, `+02:00`) at a moment (ms since 1970), or undefined where it
 * cannot be known. Clients write offsets with or without a plus sign, and some write them wrong.
 */
export function eventTimezone(timezone: string | undefined, at: number): string | undefined {
  if (timezone === undefined) return undefined
  const minutes = isZoneName(timezone) ? zoneOffset(timezone, at) : parseOffset(timezone)
  return minutes === undefined ? undefined : formatOffset(minutes)
}

function isZoneName(text: string): boolean {
  return /^[A-Za-z_]+(\/[\w+-]+)+$|^(UTC|GMT)$/.test(text)
}

/** Minutes east of UTC of `[+-]HH:MM`; undefined for anything no clock shows. */
function parseOffset(text: string): number | undefined {
  // Observed: a browser 5:30 h east of UTC sent `.5:30`. Whole hours are lost there, so nothing is made of it.
  const [, sign, hours, minutes] = /^([+-]?)(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hours === undefined || minutes === undefined || Number(minutes) > 59) return undefined
  const distance = Number(hours) * 60 + Number(minutes)
  if (distance > 14 * 60) return undefined
  return sign === '-' && distance > 0 ? -distance : distance
}

function formatOffset(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const distance = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`
}

function zoneOffset(timeZone: string, at: number): number | undefined {
  try {
    const name = offsetFormat(timeZone)
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value
    return name === 'GMT' ? 0 : parseOffset(name?.replace('GMT', '') ?? '')
  } catch {
    // Not a zone that this machine knows.
    return undefined
  }
}

/** A formatter costs 100 µs to make, so they are kept: there are some 600 zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, format)
  return format
}

const none: ReadonlySet<number> = new Set()
let byCountry: Map<string, ReadonlySet<number>> | undefined

function offsetsOf(countryCode: string | undefined): ReadonlySet<number> {
  if (countryCode === undefined) return none
  byCountry ??= new Map(
    countryOffsets.flatMap(([offsets, countries]) => {
      const minutes = new Set(offsets.split(' ').map(Number))
      return countries.split(' ').map((country) => [country, minutes] as const)
    }),
  )
  return byCountry.get(countryCode.toUpperCase()) ?? none
}
