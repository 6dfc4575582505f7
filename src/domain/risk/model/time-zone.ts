/**
 * A client's time zone as the model counts it: an IANA name as sent; `local` for an offset (`+01:00`, `-7:00`) that is the
 * standard or daylight offset of a zone of `countryCode`; any other offset as `+HH:MM`; undefined when none was sent.
 */
export function riskTimezone(
  sent: string | undefined,
  countryCode: string | undefined,
  at: number,
): string | undefined {
  const text = sent?.trim().slice(0, 64)
  if (!text) return undefined
  const minutes = parseOffset(text)
  if (minutes === undefined) return text
  // An offset alone would make every change of the clocks a novelty.
  if (countryCode && offsetsOf(countryCode, new Date(at).getUTCFullYear()).has(minutes)) return 'local'
  return formatOffset(minutes)
}

const offsetForm = /^(?:UTC|GMT)?([+-]?)(\d{1,2})(?::?(\d{2}))?$/

/** Minutes east of UTC. Odd texts such as `.5:30`, which public clients send, are no offsets. */
function parseOffset(text: string): number | undefined {
  const match = offsetForm.exec(text)
  if (!match) return undefined
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? 0 - minutes : minutes
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes)
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

const offsets = new Map<string, ReadonlySet<number>>()

/** The offsets (minutes) that clocks of a country show on the first of January or of July of a year. */
function offsetsOf(countryCode: string, year: number): ReadonlySet<number> {
  const key = `${countryCode} ${year}`
  let known = offsets.get(key)
  if (!known) {
    const days = [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year, 6, 1))]
    known = new Set(zonesOf(countryCode).flatMap((zone) => days.map((day) => offsetAt(zone, day))))
    offsets.set(key, known)
  }
  return known
}

/** Not yet in TypeScript's library; newer engines have the method, older ones the member. */
type LocaleWithZones = Intl.Locale & { getTimeZones?(): string[] | undefined; timeZones?: string[] | undefined }

function zonesOf(countryCode: string): string[] {
  try {
    const locale = new Intl.Locale('und', { region: countryCode }) as LocaleWithZones
    return locale.getTimeZones?.() ?? locale.timeZones ?? []
  } catch {
    return [] // not a country code
  }
}

function offsetAt(timeZone: string, day: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(day)
  return parseOffset(parts.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? 0
}
