import { type Chance, chanceOf } from '../chance.ts'
import type { Login } from '../login.ts'
import { type Attack, attackOn, stuffing } from './attackers.ts'
import type { Owner } from './owners.ts'
import type { World } from './world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Somebody who can be attacked: an owner and what he signed in with last. */
export interface Victim {
  readonly owner: Owner
  readonly ua: string
}

/** A record without its number. */
export type Unnumbered = Omit<Login, 'i'>

/**
 * Attackers who hold the right passwords of several users and share their infrastructure among them: a few networks, a
 * few devices. Half of the campaigns are bursts of a day; the others are slow, over ten days, and come back after days.
 */
export function takeovers(
  world: World,
  victims: readonly Victim[],
  start: number,
  span: number,
  seed: string,
): Unnumbered[] {
  const chance = chanceOf(`${seed} takeovers`)
  const count = Math.max(3, Math.round(victims.length / 100))
  return Array.from({ length: count }, (_, i) => {
    const model = (['naive', 'vpn', 'targeted'] as const)[i % 3]!
    const camp = `c${String(i).padStart(2, '0')}`
    const begin = start + span * (0.1 + 0.85 * chance.fraction())
    const slow = chance.happens(0.5)
    const length = slow ? 10 * day : day
    const infrastructure: Attack[] = []
    return Array.from({ length: chance.whole(5, 22) }, () => {
      const victim = chance.pick(victims)
      let t = begin + chance.fraction() * length
      return Array.from({ length: chance.whole(1, 3) }, () => {
        const attack = fromShared(infrastructure, attackOn(model, victim, world, t, chance), chance)
        const record = { t: Math.floor(t), u: victim.owner.name, ...attack, camp }
        t += slow ? chance.exponential(2 * day) : chance.exponential(4 * hour)
        return record
      })
    })
  }).flat(2)
}

/** Tools that try lists of names with passwords from elsewhere; four names in five do not exist here. */
export function stuffingRuns(
  world: World,
  victims: readonly Victim[],
  start: number,
  span: number,
  seed: string,
): Unnumbered[] {
  const chance = chanceOf(`${seed} stuffing`)
  return Array.from({ length: Math.max(2, Math.round(victims.length / 180)) }, (_, i) => {
    const camp = `s${String(i).padStart(2, '0')}`
    const begin = start + span * (0.05 + 0.9 * chance.fraction())
    const tools = Array.from({ length: chance.whole(2, 6) }, () => stuffing(world, begin, chance))
    return Array.from({ length: chance.whole(60, 250) }, (_, k): Unnumbered => {
      const known = chance.happens(0.2)
      const u = known ? chance.pick(victims).owner.name : `x${chance.whole(0, 999_999).toString().padStart(6, '0')}`
      const hit = known && chance.happens(0.004)
      const t = Math.floor(begin + k * 45_000 + chance.exponential(20_000))
      return {
        t,
        u,
        ...chance.pick(tools),
        camp,
        ...(known ? {} : { known: 0 as const }),
        ...(hit ? { ok: 1 as const } : {}),
      }
    })
  }).flat()
}

/** A third of the visits use an address that the campaign used before, another third its prefix; devices are shared too. */
function fromShared(infrastructure: Attack[], attack: Attack, chance: Chance): Attack {
  const earlier = infrastructure.length > 0 ? chance.pick(infrastructure) : undefined
  const address = earlier === undefined ? 'new' : chance.pick(['same', 'prefix', 'new'] as const)
  const { ip, asn, cc, city, lat, lon } = (address === 'new' ? attack : earlier) as Required<Attack>
  const shared = {
    ...attack,
    ...{ asn, cc, city, lat, lon },
    ip: address === 'prefix' ? `${ip.slice(0, ip.lastIndexOf('.'))}.${chance.whole(2, 253)}` : ip,
    ...(earlier?.dev && attack.dev && chance.happens(0.7) ? { dev: earlier.dev } : {}),
  }
  infrastructure.push(shared)
  return shared
}
