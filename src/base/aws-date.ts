const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment (ms since 1970) as Java's Date.toString in UTC: `Wed Jul 17 17:25:55 UTC 2024`, two-digit day. */
export function javaDate(at: number): string {
  return format(at, 2)
}

/** A moment (ms since 1970) as SRP clients write TIMESTAMP: `Tue Apr 7 09:05:03 UTC 2026`, day without leading zero. */
export function srpDate(at: number): string {
  return format(at, 1)
}

/** The moment (ms since 1970, whole seconds) of a TIMESTAMP in either form, or undefined when it is neither. */
export function parseSrpDate(text: string): number | undefined {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/.exec(text)
  if (!match) return undefined
  const [, month = '', day, hour, minute, second, year] = match
  const at = Date.UTC(Number(year), months.indexOf(month), Number(day), Number(hour), Number(minute), Number(second))
  // Dates that do not exist (Feb 30, 25:00) and wrong names of day or month come back as another text.
  return srpDate(at) === text || javaDate(at) === text ? at : undefined
}

/** A moment (ms since 1970) as the service writes versions of domains and stylesheets: YYYYMMDDhhmmss, in UTC. */
export function versionStamp(now: number): string {
  return new Date(now).toISOString().replace(/\D/g, '').slice(0, 14)
}

function format(at: number, dayDigits: number): string {
  const date = new Date(at)
  const day = String(date.getUTCDate()).padStart(dayDigits, '0')
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${day} ${date.toISOString().slice(11, 19)} UTC ${date.getUTCFullYear()}`
}
