import { type Chance, chanceOf } from '../chance.ts'
import type { AgentNames, Login, LoginFile } from '../login.ts'
import { namesIn } from './agents.ts'
import { attackOn } from './attackers.ts'
import { stuffingRuns, takeovers, type Unnumbered, type Victim } from './campaigns.ts'
import { makeOffices, makeOwner, type Owner, signIn } from './owners.ts'
import { attemptsOf, timesOf } from './schedule.ts'
import { makeWorld, type World } from './world.ts'

const day = 86_400_000
const start = Date.UTC(2025, 0, 1)
const span = 390 * day
const probes = 2000

/**
 * A stream of logins in the format of the sample: owners with homes, phones, offices, trips and changing devices, campaigns
 * of attackers, and probes. The same seed gives the same records. What it assumes is written down in the README beside
 * this folder.
 */
export function generateLogins(seed: string, users = 2400): LoginFile {
  const world = makeWorld(chanceOf(`${seed} world`))
  const chance = chanceOf(`${seed} owners`)
  const offices = makeOffices(world, chance)
  const names = Array.from({ length: users }, (_, i) => `u${String(i).padStart(5, '0')}`)
  const owners = names.map((name) => makeOwner(name, world, offices, start, chance))
  const genuine = owners.flatMap((owner) => attempts(owner, world, chanceOf(`${seed} ${owner.name}`)))
  const victims = victimsOf(owners, genuine)
  const records = [
    ...genuine,
    ...takeovers(world, victims, start, span, seed),
    ...stuffingRuns(world, victims, start, span, seed),
  ].sort((a, b) => a.t - b.t)
  const all = withProbes(records, owners, world, chanceOf(`${seed} probes`))
  const logins = all.map((record, i): Login => ({ i, ...record }))
  return { logins, agents: namesOf(logins) }
}

/** The attempts of an owner. Mistyped passwords come some seconds before the right one. */
function attempts(owner: Owner, world: World, chance: Chance): Unnumbered[] {
  const count = attemptsOf(chance)
  const failures = Array.from({ length: count - 1 }, () => chance.happens(0.21)).filter(Boolean).length
  const times = timesOf(count - failures, start, span, owner.hours, chance)
  const before = times.map(() => 0)
  for (let i = 0; i < failures; i++) before[chance.whole(0, before.length - 1)]!++
  return times.flatMap((t, i) => {
    const record = signIn(owner, world, t, chance)
    const wrong = Array.from({ length: before[i]! }, (_, k) => ({
      ...record,
      ok: 0 as const,
      t: t - 8000 * (before[i]! - k),
    }))
    return [...wrong, { ...record, ok: 1 as const }]
  })
}

function victimsOf(owners: readonly Owner[], records: readonly Unnumbered[]): Victim[] {
  const last = new Map(records.map(({ u, ua }) => [u, ua]))
  return owners.map((owner) => ({ owner, ua: last.get(owner.name) ?? '' }))
}

/** Before some sign-ins of returning owners, one attack of each kind on that owner. */
function withProbes(
  records: readonly Unnumbered[],
  owners: readonly Owner[],
  world: World,
  chance: Chance,
): Unnumbered[] {
  const byName = new Map(owners.map((owner) => [owner.name, owner]))
  const returning = records.filter(({ y, ok }) => y === 'o' && ok === 1).length - owners.length
  const rate = Math.min(0.9, probes / returning)
  const latest = new Map<string, string>()
  return records.flatMap((record) => {
    if (record.y !== 'o' || record.ok === 0) return [record]
    const owner = byName.get(record.u)!
    const ua = latest.get(record.u)
    latest.set(record.u, record.ua ?? '')
    if (ua === undefined || !chance.happens(rate)) return [record]
    const tests = (['naive', 'vpn', 'targeted'] as const).map((model): Unnumbered => {
      const t = record.t + chance.whole(0, day)
      return { t, u: record.u, ...attackOn(model, { owner, ua }, world, t, chance), probe: 1 }
    })
    return [...tests, record]
  })
}

function namesOf(logins: readonly Login[]): Map<string, AgentNames> {
  return new Map(logins.flatMap(({ ua }) => (ua === undefined ? [] : [[ua, namesIn(ua)] as const])))
}
