import { createHash } from 'node:crypto'
import { type Cidr, formatIp, isIpAddress, parseCidr } from '../base/ip-address.ts'
import { testNetworks } from '../domain/risk/context/test-networks.ts'
import type { Seed } from './schema.ts'

/** What a seed can name as a place. */
export interface Places {
  /** The range that a place stands for; undefined if nobody knows it. */
  find(place: string): SeedPlace | undefined
  /** The names that there are. */
  readonly names: readonly string[]
}

/** A range of addresses in one place. */
export interface SeedPlace {
  /** Number `n` of the addresses that `owner` uses there, always the same. */
  addressOf(owner: string, n: number): string
  readonly timezone: string | undefined
}

const timezones: Readonly<Record<string, string>> = {
  seattle: 'America/Los_Angeles',
  berlin: 'Europe/Berlin',
  lagos: 'Africa/Lagos',
  bucharest: 'Europe/Bucharest',
  frankfurt: 'Europe/Berlin',
}

/** The time zone of a city of the built-in table, as an IANA name. */
export function timezoneOf(city: string): string | undefined {
  return timezones[city.toLowerCase()]
}

/** Places by city: those of the seed's own networks, then those of the built-in table; ranges and addresses by themselves. */
export function createPlaces(networks: Seed['networks']): Places {
  const cities = new Map<string, { name: string; cidr: string }>()
  const named = [...networks, ...testNetworks.map(({ cidr, place }) => ({ cidr, city: place.city }))]
  for (const { cidr, city } of named) {
    if (city !== undefined && !cities.has(city.toLowerCase())) cities.set(city.toLowerCase(), { name: city, cidr })
  }
  return {
    names: [...cities.values()].map(({ name }) => name),
    find(place) {
      if (isIpAddress(place)) return { addressOf: () => place, timezone: undefined }
      const range = parseCidr(cities.get(place.toLowerCase())?.cidr ?? place)
      return range && { addressOf: addressIn(range), timezone: timezoneOf(place) }
    },
  }
}

/** IPv6 users have a network of 64 bits each. */
function addressIn(range: Cidr): SeedPlace['addressOf'] {
  const free = BigInt(range.bits - range.length)
  return (owner, n) => {
    const digest = createHash('sha256').update(`${owner} ${n}`).digest().readBigUInt64BE()
    if (range.bits === 128) {
      const networkBits = free > 64n ? free - 64n : 0n
      const subnet = (digest % (1n << networkBits)) << 64n
      return formatIp({ bits: 128, value: range.value + subnet + 1n })
    }
    const size = 1n << free
    // Neither the name of the network nor its broadcast address.
    const host = size > 2n ? 1n + (digest % (size - 2n)) : 0n
    return formatIp({ bits: 32, value: range.value + host })
  }
}
