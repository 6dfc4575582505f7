import type { Chance } from '../chance.ts'
import type { Login } from '../login.ts'
import { agentAt, type Client, makeClient } from './agents.ts'
import { countries, homeCities, homeCountry } from './countries.ts'
import { addressIn, type City, type Operator, operatorIn, type World } from './world.ts'

const hour = 3_600_000
const day = 24 * hour

/** Somebody with an account: where he lives, works and travels, and what he signs in with. */
export interface Owner {
  readonly name: string
  readonly home: City
  readonly fixed: Operator
  readonly mobile: Operator
  readonly line: { readonly kind: 'static' | 'leased' | 'ipv6'; readonly address: string }
  readonly office: Place | undefined
  /** Other places where he is now and then. */
  readonly otherPlaces: readonly Place[]
  readonly vpn: { readonly operator: Operator; readonly city: City } | undefined
  readonly devices: Device[]
  readonly sendsDevice: boolean
  /** Local hours around which he signs in. */
  readonly hours: readonly number[]
}

interface Device {
  readonly client: Client
  readonly weight: number
  readonly remembered: boolean
  id: string
  /** When the storage is cleared, or the device replaced, next. */
  renewed: number
  used: boolean
}

/** An address that does not change: of an office, of a café. */
export interface Place {
  readonly operator: Operator
  readonly city: City
  readonly address: string
}

/** Offices of all sizes are hit in proportion to their weight, so that some are shared by many users. */
export function makeOffices(world: World, chance: Chance): (readonly [Place, number])[] {
  return Array.from({ length: 220 }, (_, i) => {
    const city = chance.pick(world.cities.get(homeCountry)!)
    const operator = operatorIn(world, homeCountry, 'office', chance)
    return [{ operator, city, address: addressIn(operator, city, chance) }, 1 / (i + 8)] as const
  })
}

/** A new owner; `start` is when the data begins (ms). */
export function makeOwner(
  name: string,
  world: World,
  offices: (readonly [Place, number])[],
  start: number,
  chance: Chance,
): Owner {
  const cc = chance.weighted(countries.map((country) => [country.cc, country.owners] as const))
  const cities = world.cities.get(cc)!
  const home =
    cc === homeCountry
      ? chance.weighted(cities.map((city, i) => [city, homeCities[i]![3]] as const))
      : chance.pick(cities)
  const fixed = operatorIn(world, cc, 'fixed', chance)
  const kind = chance.weighted([
    ['static', 48],
    ['leased', 40],
    ['ipv6', 12],
  ] as const)
  const office = cc === homeCountry && chance.happens(0.28) ? chance.weighted(offices) : undefined
  const ownTime = chance.happens(0.3)
  return {
    otherPlaces: Array.from({ length: chance.whole(1, 3) }, () => makePlace(cc, world, chance)),
    ...{ name, home, fixed, office, sendsDevice: chance.happens(0.93) },
    mobile: operatorIn(world, cc, 'mobile', chance),
    line: {
      kind,
      address:
        kind === 'ipv6'
          ? `2001:db8:${chance.whole(16, 65_535).toString(16)}:${chance.whole(0, 3)}`
          : addressIn(fixed, home, chance),
    },
    vpn: chance.happens(0.03) ? { operator: operatorIn(world, cc, 'hosting', chance), city: home } : undefined,
    devices: makeDevices(start, chance),
    hours: ownTime ? [chance.whole(0, 23)] : [chance.normal(10, 2), chance.normal(19, 2)],
  }
}

function makePlace(cc: string, world: World, chance: Chance): Place {
  const city = chance.pick(world.cities.get(cc)!)
  const operator = operatorIn(world, cc, 'fixed', chance)
  return { operator, city, address: addressIn(operator, city, chance) }
}

function makeDevices(start: number, chance: Chance): Device[] {
  const types = chance.weighted([
    [['mobile'], 38],
    [['mobile', 'desktop'], 31],
    [['desktop'], 12],
    [['mobile', 'mobile'], 4],
    [['mobile', 'tablet'], 3],
    [['tablet'], 1],
    [['mobile', 'desktop', 'desktop'], 9],
  ] as const)
  return types.map((type, i) => ({
    client: makeClient(type, chance),
    weight: i === 0 ? 3 : 1.5,
    remembered: chance.happens(0.48),
    id: deviceId(chance),
    renewed: start + chance.exponential(200 * day),
    used: false,
  }))
}

/** The owner signs in at `t`: with which device, over which network. */
export function signIn(owner: Owner, world: World, t: number, chance: Chance): Omit<Login, 'i' | 'ok'> {
  const device = chance.weighted(owner.devices.map((each) => [each, each.weight] as const))
  while (device.renewed < t) {
    device.id = deviceId(chance)
    device.used = false
    device.renewed += chance.exponential(200 * day)
  }
  const { ua } = agentAt(device.client, t)
  const where = whereabouts(owner, world, t, device, chance)
  const remembered = owner.sendsDevice && device.remembered && device.used
  device.used = true
  return {
    ...{ t, u: owner.name, ...where, ua },
    ...(owner.sendsDevice ? { dev: device.id } : {}),
    ...(remembered ? { rem: 1 as const } : {}),
    ...(chance.happens(0.041) ? { rtt: roundTrip(chance) } : {}),
    y: 'o',
  }
}

type Whereabouts = Required<Pick<Login, 'ip' | 'asn' | 'cc' | 'city' | 'lat' | 'lon' | 'tz'>>

function whereabouts(owner: Owner, world: World, t: number, device: Device, chance: Chance): Whereabouts {
  const { home, office, vpn, fixed, mobile } = owner
  if (chance.happens(0.005)) {
    // Abroad: most clients follow the local time.
    const away = chance.pick(world.cities.get(chance.pick(countries).cc)!)
    const operator = operatorIn(world, away.cc, chance.happens(0.5) ? 'fixed' : 'mobile', chance)
    return at(operator, away, addressIn(operator, away, chance), chance.happens(0.8) ? away.tz : home.tz)
  }
  if (vpn && chance.happens(0.5)) return at(vpn.operator, vpn.city, addressIn(vpn.operator, vpn.city, chance), home.tz)
  if (device.client.type === 'mobile' && chance.happens(0.2)) {
    // The operator's gateways are not where the phone is.
    const gateway = chance.happens(0.75) ? home : chance.pick(world.cities.get(home.cc)!)
    return at(mobile, gateway, addressIn(mobile, gateway, chance), home.tz)
  }
  const working = new Date(t).getUTCDay() % 6 !== 0 && new Date(t).getUTCHours() >= 6 && new Date(t).getUTCHours() < 16
  if (office && working && chance.happens(0.45)) return at(office.operator, office.city, office.address, home.tz)
  if (chance.happens(0.05)) {
    // Mostly the same few: family, a cabin, a café.
    const other = chance.happens(0.7) ? chance.pick(owner.otherPlaces) : makePlace(home.cc, world, chance)
    return at(other.operator, other.city, other.address, home.tz)
  }
  return at(fixed, home, homeAddress(owner, t, chance), home.tz)
}

/** Leased addresses change about every five weeks, within a few prefixes of the city; an IPv6 home keeps its /64. */
function homeAddress({ name, line, fixed, home }: Owner, t: number, chance: Chance): string {
  if (line.kind === 'ipv6') {
    const group = () => chance.whole(0, 65_535).toString(16)
    return `${line.address}:${group()}:${group()}:${group()}:${group()}`
  }
  if (line.kind === 'static') return line.address
  const period = Math.floor(t / (35 * day) + hashOf(name, 0))
  const prefixes = fixed.prefixes.get(home.city)!
  const prefix = prefixes[Math.floor(hashOf(name, period) * prefixes.length)]!
  return `${prefix}.${2 + Math.floor(hashOf(name, -period) * 250)}`
}

function at({ asn }: Operator, { cc, city, lat, lon }: City, ip: string, tz: string): Whereabouts {
  return { ip, asn, cc, city, lat, lon, tz }
}

/** A number from 0 to 1 that only depends on its arguments. */
function hashOf(name: string, n: number): number {
  let hash = Math.imul(n + 17, 0x9e3779b1)
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296
}

/** Milliseconds, skewed to the long side. */
function roundTrip(chance: Chance): number {
  const z = chance.normal(0, 1)
  return Math.round(544 * Math.exp(z * (z > 0 ? 0.367 : 0.204)))
}

/** Twelve hexadecimal digits. */
export function deviceId(chance: Chance): string {
  return chance
    .whole(0, 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0')
}
