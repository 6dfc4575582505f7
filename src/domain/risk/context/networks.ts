import { canonicalIp, type IpAddress, network, parseCidr, parseIp } from '../../../base/ip-address.ts'
import type { Place } from '../../../context.ts'
import type { networks, RiskLevel } from '../../../store/schema/events.ts'
import { testNetworks } from './test-networks.ts'

/** A range of addresses and what is known of it; `kind` is access, mobile, hosting, vpn, tor or local. */
export type Network = typeof networks.$inferSelect

/** Says where an address lies, or undefined if it does not know. */
export type PlaceLookup = (ipAddress: string) => Place | undefined

/**
 * Where an address lies: by the seed's own networks, else by the table of test networks, else by the user's location
 * files, else nowhere.
 */
export function placeOf(ipAddress: string, own: PlaceLookup, geoip: PlaceLookup): Place {
  return own(ipAddress) ?? testNetworkOf(ipAddress) ?? geoip(ipAddress) ?? { network: 'unknown', source: 'unknown' }
}

/** Makes a look-up of a list of networks: the narrowest range around an address decides. Entries that are no range are passed over. */
export function networkLookup(list: readonly Network[], source: Place['source']): PlaceLookup {
  // Sorted at the first look-up, so that the program starts without waiting for it.
  let sorted: Ranges | undefined
  return (ipAddress) => {
    const ip = parseIp(ipAddress)
    if (!ip) return undefined
    sorted ??= sort(list, source)
    for (const [length, places] of sorted[ip.bits]) {
      const place = places.get(network(ip, length))
      if (place) return place
    }
    return undefined
  }
}

/** For each length of ranges, the longest first, the places by their first address. */
type Ranges = Record<IpAddress['bits'], [number, Map<bigint, Place>][]>

function sort(list: readonly Network[], source: Place['source']): Ranges {
  const tables = { 32: new Map<number, Map<bigint, Place>>(), 128: new Map<number, Map<bigint, Place>>() }
  for (const { cidr, place } of list) {
    const range = parseCidr(cidr)
    if (!range) continue
    const { kind = 'unknown', ...rest } = place
    const ofLength = tables[range.bits].get(range.length) ?? new Map<bigint, Place>()
    tables[range.bits].set(range.length, ofLength.set(range.value, { ...rest, network: kind, source }))
  }
  const longestFirst = (bits: IpAddress['bits']) => [...tables[bits]].sort(([a], [b]) => b - a)
  return { 32: longestFirst(32), 128: longestFirst(128) }
}

const testNetworkOf = networkLookup(testNetworks, 'table')

/** The addresses that fix the level, whoever signs in. */
export const magicLevels: Readonly<Record<string, RiskLevel>> = {
  '233.252.0.10': 'NoRisk',
  '233.252.0.11': 'Low',
  '233.252.0.12': 'Medium',
  '233.252.0.13': 'High',
}

/** The level that a magic address fixes whoever signs in, or undefined for every other address. */
export function magicLevel(ipAddress: string): RiskLevel | undefined {
  return magicLevels[canonicalIp(ipAddress) ?? '']
}
