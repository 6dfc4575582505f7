import { familyOf } from '../../../domain/risk/model/nodes.ts'
import type { Chance } from '../chance.ts'
import type { AttackModel, Login } from '../login.ts'
import { agentAt, makeClient } from './agents.ts'
import { countries } from './countries.ts'
import { deviceId, type Owner } from './owners.ts'
import { addressIn, operatorIn, type World } from './world.ts'

/** What an attacker brings along. */
export type Attack = Omit<Login, 'i' | 't' | 'u'> & { readonly m: AttackModel }

/** One attack at `t` on an owner whose last client was `client`; `ua` is that client's latest user agent. */
export function attackOn(
  model: 'naive' | 'vpn' | 'targeted',
  victim: { readonly owner: Owner; readonly ua: string },
  world: World,
  t: number,
  chance: Chance,
): Attack {
  const device = chance.happens(0.65) ? { dev: deviceId(chance) } : {}
  const where = network(model, victim.owner, world, chance)
  const ua = model === 'targeted' ? sameClient(victim, t, chance) : anyClient(t, chance)
  const home = victim.owner.home.tz
  const tz = model === 'targeted' ? home : model === 'naive' ? where.tz : chance.happens(0.5) ? home : anyZone(chance)
  return { ok: 1, ...where, tz, ua, ...device, y: 'a', m: model }
}

/** Wrong passwords on many names from rented networks: the names come from a list, the client from a tool. */
export function stuffing(world: World, t: number, chance: Chance): Attack {
  const where = foreign(world, chance)
  return {
    ok: 0,
    ...where,
    ua: anyClient(t, chance),
    ...(chance.happens(0.8) ? { dev: deviceId(chance) } : {}),
    y: 'a',
    m: 'stuffing',
  }
}

type Where = Required<Pick<Login, 'ip' | 'asn' | 'cc' | 'city' | 'lat' | 'lon' | 'tz'>>

function network(model: AttackModel, { home, fixed }: Owner, world: World, chance: Chance): Where {
  if (model === 'naive') return foreign(world, chance)
  const operator =
    model === 'targeted' ? fixed : operatorIn(world, home.cc, chance.happens(0.6) ? 'hosting' : 'fixed', chance)
  const city = model === 'targeted' ? home : chance.pick(world.cities.get(home.cc)!)
  const { cc, lat, lon, tz } = city
  return { ip: addressIn(operator, city, chance), asn: operator.asn, cc, city: city.city, lat, lon, tz }
}

/** A network somewhere, by where attacks were seen to come from. */
function foreign(world: World, chance: Chance): Where {
  const cc = chance.weighted(countries.map((country) => [country.cc, country.attacks] as const))
  const city = chance.pick(world.cities.get(cc)!)
  const operator = operatorIn(world, cc, chance.happens(0.5) ? 'hosting' : 'fixed', chance)
  const { lat, lon, tz } = city
  return { ip: addressIn(operator, city, chance), asn: operator.asn, cc, city: city.city, lat, lon, tz }
}

function anyClient(t: number, chance: Chance): string {
  // Half of them show what most people have.
  if (chance.happens(0.5)) {
    const system = chance.pick(['Windows', 'Mac OS X'] as const)
    const client = { ...makeClient('desktop', chance), system, browser: 'Chrome' }
    return agentAt(client, t).ua
  }
  return agentAt(
    makeClient(
      chance.weighted([
        ['desktop', 60],
        ['mobile', 35],
        ['tablet', 5],
      ] as const),
      chance,
    ),
    t,
  ).ua
}

/** The victim's system and browser: the exact user agent half the time, else another one of the same names. */
function sameClient({ owner, ua }: { owner: Owner; ua: string }, t: number, chance: Chance): string {
  if (chance.happens(0.5)) return ua
  const known = owner.devices.find(({ client }) => agentAt(client, t).ua === ua) ?? owner.devices[0]!
  const { names } = agentAt(known.client, t)
  for (let tries = 0; tries < 200; tries++) {
    const other = { ...known.client, lag: chance.exponential(60), android: chance.whole(12, 15) }
    const { ua: text, names: found } = agentAt(other, t)
    if (text !== ua && familyOf(found.os) === familyOf(names.os) && familyOf(found.br) === familyOf(names.br))
      return text
  }
  return ua
}

function anyZone(chance: Chance): string {
  return chance.pick(countries).tz
}
