import type { LearnedEvent, RiskContext } from '../../../domain/risk/model/context.ts'
import type { Chance } from '../chance.ts'
import type { Figures } from '../detection.ts'
import type { Login } from '../login.ts'
import { type BenchPool, eventOf, learnEvent, scoreLogin } from '../pool.ts'
import type { Scored } from '../replay.ts'

/** The state of a pool just before a probe, at which something is tried out and forgotten again. */
export interface Moment {
  readonly pool: BenchPool
  readonly probe: Scored
  readonly owners: Owners
  readonly chance: Chance
}

/** What the owners did and will do, as seen from a moment. */
export interface Owners {
  /** The user's latest success so far. */
  latest(user: string): Login | undefined
  /** The user's next success. */
  next(user: string): Login | undefined
  /** Users with a success so far. */
  seen(): readonly string[]
}

/** Something that is tried out at many moments, and what came of it. */
export interface Experiment {
  try(moment: Moment): void
  figures(): Figures
}

const hour = 3_600_000

/** The same attempt some hours later, with other circumstances. */
export function again(login: Login, hours: number, change: Partial<Login> = {}): Login {
  return { ...login, ...change, t: login.t + hours * hour }
}

/** An attack that nobody stopped, reported by its victim. */
export function reportedAttack(pool: BenchPool, login: Login, context?: RiskContext): LearnedEvent {
  const { level } = scoreLogin(pool, login, context)
  const event = eventOf(pool, login, level, { passed: true, verified: false }, context)
  return learnEvent(pool, { ...event, label: 'Invalid' })
}

/** A success of an owner, rated as it comes and confirmed where the level asks for it. */
export function ownerSuccess(pool: BenchPool, login: Login): LearnedEvent {
  const { level } = scoreLogin(pool, login)
  return learnEvent(pool, eventOf(pool, login, level, { passed: true, verified: true }))
}

/** Another device id where the attacker sent one. */
export function newDevice(login: Login, chance: Chance): Pick<Login, 'dev'> {
  return login.dev === undefined ? {} : { dev: `new-${chance.whole(0, 1e12).toString(36)}` }
}

/** Another address in the same prefix (IPv4 /24, IPv6 /48). */
export function newAddress({ ip }: Login, chance: Chance): Pick<Login, 'ip'> {
  return { ip: ip.includes(':') ? withGroup(ip, 3, chance) : withByte(ip, 3, chance) }
}

/** An address in another prefix, of the same network operator as far as the record says. */
export function newPrefix({ ip }: Login, chance: Chance): Pick<Login, 'ip'> {
  return { ip: ip.includes(':') ? withGroup(ip, 2, chance) : withByte(ip, 2, chance) }
}

function withByte(ip: string, place: number, chance: Chance): string {
  const bytes = ip.split('.').map(Number)
  bytes[place] = (bytes[place]! + chance.whole(1, 253)) % 256
  return bytes.join('.')
}

function withGroup(ip: string, place: number, chance: Chance): string {
  const [head = '', tail] = ip.split('::')
  const before = head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  groups[place] = ((Number.parseInt(groups[place]!, 16) + chance.whole(1, 65_000)) % 65_536).toString(16)
  return groups.join(':')
}
