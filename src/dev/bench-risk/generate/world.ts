import type { Chance } from '../chance.ts'
import { countries, homeCities, homeCountry } from './countries.ts'

/** A city as records name it. */
export interface City {
  readonly cc: string
  readonly city: string
  readonly lat: number
  readonly lon: number
  readonly tz: string
}

/** A network operator in one country, with the prefixes it has in each city. */
export interface Operator {
  readonly asn: number
  readonly cc: string
  readonly kind: 'fixed' | 'mobile' | 'office' | 'hosting'
  /** Share of the customers of its kind in its country. */
  readonly share: number
  /** IPv4 prefixes without their last byte, by city. */
  readonly prefixes: ReadonlyMap<string, readonly string[]>
}

/** Where everything happens. */
export interface World {
  readonly cities: ReadonlyMap<string, readonly City[]>
  readonly operators: readonly Operator[]
}

/** Countries, cities, operators and their address space. */
export function makeWorld(chance: Chance): World {
  const cities = new Map(countries.map(({ cc, tz, lat, lon }) => [cc, citiesOf(cc, tz, lat, lon)]))
  const space = addressSpace()
  const operators: Operator[] = []
  const add = (cc: string, kind: Operator['kind'], share: number, perCity: number) => {
    const here = cities.get(cc)!
    const prefixes = new Map(here.map(({ city }) => [city, Array.from({ length: perCity }, () => space(kind))]))
    operators.push({ asn: 4_200_000_000 + operators.length, cc, kind, share, prefixes })
  }
  // The largest operator of the home country has 62 % of the fixed lines.
  for (const [i, share] of [0.62, 0.11, 0.08, 0.08, 0.06, 0.05].entries())
    add(homeCountry, 'fixed', share, i === 0 ? 14 : 5)
  for (const share of [0.4, 0.35, 0.25]) add(homeCountry, 'mobile', share, 3)
  for (const share of [0.6, 0.4]) add(homeCountry, 'office', share, 3)
  for (let i = 0; i < 4; i++) add(homeCountry, 'hosting', 0.25, 1)
  for (const { cc } of countries.filter((country) => country.cc !== homeCountry)) {
    for (const share of [0.5, 0.3, 0.2]) add(cc, 'fixed', share, 3)
    add(cc, 'mobile', 1, 3)
    add(cc, 'office', 1, 1)
    for (let i = chance.whole(2, 4); i > 0; i--) add(cc, 'hosting', 1, 2)
  }
  return { cities, operators }
}

/** An operator of a kind in a country, by its share of the customers. */
export function operatorIn(world: World, cc: string, kind: Operator['kind'], chance: Chance): Operator {
  const found = world.operators.filter((operator) => operator.cc === cc && operator.kind === kind)
  return chance.weighted(found.map((operator) => [operator, operator.share]))
}

/** Any address of an operator in a city. */
export function addressIn({ prefixes }: Operator, { city }: City, chance: Chance): string {
  return `${chance.pick(prefixes.get(city)!)}.${chance.whole(2, 253)}`
}

function citiesOf(cc: string, tz: string, lat: number, lon: number): City[] {
  if (cc === homeCountry) return homeCities.map(([city, north, east]) => ({ cc, city, lat: north, lon: east, tz }))
  return [1, 2].map((i) => ({ cc, city: `${cc}-City-${i}`, lat: lat + 0.7 * i, lon: lon - 0.9 * i, tz }))
}

/** Gives out prefixes one after the other: access networks from 10.0.0.0/8, hosting from 198.18.0.0/15. */
function addressSpace(): (kind: Operator['kind']) => string {
  const next = { access: 256, hosting: 0 }
  return (kind) => {
    if (kind === 'hosting') {
      const n = next.hosting++
      return `198.${18 + ((n >> 8) & 1)}.${n & 255}`
    }
    const n = next.access++
    return `10.${(n >> 8) & 255}.${n & 255}`
  }
}
