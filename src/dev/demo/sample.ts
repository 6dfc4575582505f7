import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** One sign-in of the sample, as the demo replays it. */
export interface SignIn {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly username: string
  /** Whether whoever it was knew the password. */
  readonly passwordRight: boolean
  /** The campaign of the attacker who did it; undefined for the owner of the account. */
  readonly campaign: string | undefined
  readonly ipAddress: string
  readonly userAgent: string
  readonly deviceId: string | undefined
  readonly rememberedDevice: boolean
  /** IANA name. */
  readonly timezone: string
  readonly place: Place
}

/** Where an address of the sample lies; the addresses are reserved ones, which no location file knows. */
export interface Place {
  readonly asn: number
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly city: string
  readonly latitude: number
  readonly longitude: number
}

/** One line of the sample: when, who, password right, from where, with what; `y` is `o` for owners and `a` for attackers. */
interface Line {
  t: number
  u: string
  ok: 0 | 1
  ip: string
  asn: number
  cc: string
  city: string
  lat: number
  lon: number
  ua: string
  dev?: string
  rem?: 1
  tz: string
  y: 'o' | 'a'
  camp?: string
  probe?: 1
}

const file = new URL('../../../test/fixtures/logins/logins-sample.jsonl.gz', import.meta.url)

/** Accounts with fewer sign-ins of their owners in the whole sample are left out: there is nothing to learn about them. */
const fewest = 5

/** How much of the sample is enough for the story. */
const enough = 2800

/** The first sign-ins to the most active accounts of the sample, in order of time. Probes, which are only scored, are left out. */
export function readSample(): SignIn[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  const happened = lines.map((line) => JSON.parse(line) as Line).filter(({ probe }) => probe === undefined)
  const byOwners = new Map<string, number>()
  for (const { u, y } of happened) if (y === 'o') byOwners.set(u, (byOwners.get(u) ?? 0) + 1)
  const active = happened.filter(({ u }) => (byOwners.get(u) ?? 0) >= fewest)
  return active.slice(0, enough).map(toSignIn)
}

function toSignIn(line: Line): SignIn {
  return {
    at: line.t,
    username: line.u,
    passwordRight: line.ok === 1,
    campaign: line.y === 'a' ? line.camp : undefined,
    ipAddress: line.ip,
    userAgent: line.ua,
    deviceId: line.dev,
    rememberedDevice: line.rem === 1,
    timezone: line.tz,
    place: { asn: line.asn, country: line.cc, city: line.city, latitude: line.lat, longitude: line.lon },
  }
}
