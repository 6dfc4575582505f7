import { readFileSync } from 'node:fs'

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

type Row = [number, string, 0 | 1, string, number, number, number, string | null, 0 | 1, string | null]

interface File {
  places: [number, string, string, number, number][]
  userAgents: string[]
  timezones: string[]
  signIns: Row[]
}

/** The sign-ins beside this file, in order of time. */
export function readSample(): SignIn[] {
  const file = JSON.parse(readFileSync(new URL('sign-ins.json', import.meta.url), 'utf8')) as File
  const places = file.places.map(([asn, country, city, latitude, longitude]) => ({
    ...{ asn, country, city, latitude, longitude },
  }))
  return file.signIns.map(([at, username, right, ipAddress, place, agent, zone, device, proved, campaign]) => ({
    at,
    username,
    passwordRight: right === 1,
    campaign: campaign ?? undefined,
    ipAddress,
    userAgent: file.userAgents[agent]!,
    deviceId: device ?? undefined,
    rememberedDevice: proved === 1,
    timezone: file.timezones[zone]!,
    place: places[place]!,
  }))
}
