import { readFileSync } from 'node:fs'
import { Reader, type Response } from 'mmdb-lib'
import { formatIp, parseIp } from '../../../base/ip-address.ts'
import type { Place } from '../../../context.ts'
import { countryName } from './countries.ts'
import type { PlaceLookup } from './networks.ts'

/**
 * Opens the user's MMDB files, each read whole into memory, and looks addresses up in all of them: what one does not say
 * may come from the next, so a city file and an AS file complete each other. Throws for a file that cannot be read.
 */
export function openGeoDatabases(files: readonly string[]): PlaceLookup {
  const readers = files.map(open)
  // IPv4-only files answer IPv6 addresses with nonsense; for IPv4 addresses they are the better ones.
  const forIpv4 = readers.toSorted((a, b) => a.metadata.ipVersion - b.metadata.ipVersion)
  const forIpv6 = readers.filter(({ metadata }) => metadata.ipVersion === 6)
  return (ipAddress) => {
    const ip = parseIp(ipAddress)
    if (!ip) return undefined
    const found: Facts[] = []
    for (const reader of ip.bits === 32 ? forIpv4 : forIpv6) {
      const entry = reader.get(formatIp(ip))
      if (entry) found.push(readEntry(entry as unknown as Entry))
    }
    return merge(found)
  }
}

function open(file: string): Reader<Response> {
  try {
    return new Reader<Response>(readFileSync(file))
  } catch (error) {
    throw new Error(`${file} cannot be read as a location file (MMDB).`, { cause: error })
  }
}

/** An entry of a file, of any of the makers; nothing about it is certain. */
type Entry = Readonly<Record<string, unknown>>

/** What one file says of an address. */
type Facts = { readonly [K in keyof Place]?: Place[K] | undefined }

function merge(found: readonly Facts[]): Place | undefined {
  const known = found.map((place) => Object.entries(place).filter(([, value]) => value !== undefined))
  // The first file that says something wins.
  const facts: Partial<Place> = Object.fromEntries(known.reverse().flat())
  return Object.keys(facts).length === 0 ? undefined : { network: 'unknown', ...facts, source: 'mmdb' }
}

/** MaxMind and DB-IP nest (`country.iso_code`), the npm packages of DB-IP's data and IPinfo are flat (`country_code`). */
function readEntry(entry: Entry): Facts {
  const location = child(entry, 'location')
  const code = countryCodeIn(entry)
  return {
    countryCode: code,
    country: countryNameIn(entry) ?? (code && countryName(code)),
    city: text(entry['city']) ?? englishName(child(entry, 'city')),
    latitude: number(location['latitude'] ?? entry['latitude'] ?? entry['lat']),
    longitude: number(location['longitude'] ?? entry['longitude'] ?? entry['lng']),
    asn: asnIn(entry),
    network: networkIn({ ...entry, ...child(entry, 'traits') }),
  }
}

function countryCodeIn(entry: Entry): string | undefined {
  const code = child(entry, 'country')['iso_code'] ?? entry['country_code'] ?? entry['country']
  return typeof code === 'string' && /^[A-Z]{2}$/i.test(code) ? code.toUpperCase() : undefined
}

function countryNameIn(entry: Entry): string | undefined {
  const name = englishName(child(entry, 'country')) ?? text(entry['country_name']) ?? text(entry['country'])
  return name && name.length > 2 ? name : undefined
}

/** `64496` or `AS64496`, under three names. */
function asnIn(entry: Entry): number | undefined {
  const asn = entry['autonomous_system_number'] ?? child(entry, 'traits')['autonomous_system_number'] ?? entry['asn']
  return number(typeof asn === 'string' ? asn.replace(/^AS/i, '') : asn)
}

/** The flags that the makers' larger files have; without one the kind of network is not known. */
function networkIn(flags: Entry): string | undefined {
  const set = (...names: string[]) => names.some((name) => flags[name] === true || flags[name] === 'true')
  if (set('is_tor_exit_node', 'tor')) return 'tor'
  if (set('is_anonymous_vpn', 'is_anonymous_proxy', 'is_public_proxy', 'vpn', 'proxy', 'relay')) return 'vpn'
  if (set('is_hosting_provider', 'hosting', 'is_hosting') || flags['user_type'] === 'hosting') return 'hosting'
  const cellular = flags['connection_type'] === 'Cellular' || flags['user_type'] === 'cellular'
  return cellular || set('is_mobile', 'mobile') ? 'mobile' : undefined
}

function child(entry: Entry, name: string): Entry {
  const value = entry[name]
  return typeof value === 'object' && value !== null ? (value as Entry) : {}
}

function englishName(entry: Entry): string | undefined {
  return text(child(entry, 'names')['en'])
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function number(value: unknown): number | undefined {
  const n = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof n === 'number' && Number.isFinite(n) ? n : undefined
}
