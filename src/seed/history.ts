import { ApiError } from '../api/errors.ts'
import { closest } from '../base/similar.ts'
import type { Context } from '../context.ts'
import { getClient } from '../domain/clients/clients.ts'
import { isProtected } from '../domain/risk/gate.ts'
import type { Pool } from '../store/schema/pools.ts'
import type { User } from '../store/schema/users.ts'
import { deviceNames, userAgentOf } from './devices.ts'
import { generate } from './generate.ts'
import type { ListedEvent, PastEvent } from './history-schema.ts'
import { offsetAt } from './offsets.ts'
import type { Places } from './places.ts'
import type { SeedUser } from './schema.ts'
import { type SeedPath, SeedProblem } from './seed-error.ts'
import { spanOf } from './times.ts'

/** An app client as histories name it. */
export interface HistoryClient {
  readonly id: string
  readonly name: string
}

/** What histories are made with. */
export interface HistoryTools {
  readonly ctx: Context
  readonly places: Places
  readonly pool: Pool
  readonly clients: readonly HistoryClient[]
}

/** One event of a history, whose it is, and where the seed tells of it. */
export interface ToldEvent {
  readonly path: SeedPath
  readonly user: User
  readonly clientId: string
  readonly event: PastEvent
}

/** How many events users are expected to have; generated ones are drawn by chance, so that it is about right. */
export function expectedEvents(users: readonly Pick<SeedUser, 'history' | 'repeat'>[]): number {
  const each = (row: SeedUser['history'][number]) => ('days' in row ? (row.days - row.until) * row.perDay : 1)
  return users.reduce((sum, { history, repeat = 1 }) => sum + repeat * history.reduce((n, row) => n + each(row), 0), 0)
}

/** Clocks of machines differ, and nobody minds. */
const oneDay = 86_400_000

/** The events of a user's history. */
export function toldEvents(tools: HistoryTools, user: User, history: SeedUser['history'], path: SeedPath): ToldEvent[] {
  if (history.length > 0 && !isProtected(tools.pool)) {
    throw new SeedProblem(path, 'Histories need a pool with threatProtection AUDIT or ENFORCED.')
  }
  return history.flatMap((row, i) => {
    const here = [...path, i]
    return pastEvents(tools, user, row, here).map((event) => ({ path: here, user, ...event }))
  })
}

function pastEvents(tools: HistoryTools, user: User, row: SeedUser['history'][number], path: SeedPath) {
  const { ctx } = tools
  if (!('days' in row) && row.exact) {
    return [{ clientId: String(row.exact['clientId']), event: listedEvent(tools, user, row, path) }]
  }
  requireTimezone(row.timezone, ctx.clock.now(), [...path, 'timezone'])
  const clientId = requireClient(tools, row.client, path)
  if (!('days' in row)) return [{ clientId, event: listedEvent(tools, user, row, path) }]
  const places = [row.place].flat().map((place) => requirePlace(tools, place, [...path, 'place']))
  const devices = [row.device].flat().map((name) => ({ name, userAgent: requireDevice(name, [...path, 'device']) }))
  const events = generate(row, { now: ctx.clock.now(), random: ctx.random, owner: user.username, places, devices })
  return events.map((event) => ({ clientId, event }))
}

function listedEvent(tools: HistoryTools, user: User, row: ListedEvent, path: SeedPath): PastEvent {
  const { at, ago, place, device, ...event } = row
  const found = place === undefined ? undefined : requirePlace(tools, place, [...path, 'place'])
  const address = row.address ?? found?.addressOf(user.username, 0)
  if (address === undefined) throw new SeedProblem(path, 'An event needs an address or a place.')
  if ((at === undefined) === (ago === undefined)) throw new SeedProblem(path, 'An event needs either "at" or "ago".')
  const now = tools.ctx.clock.now()
  const moment = at === undefined ? now - spanOf(ago!) : Date.parse(at)
  if (!row.exact && moment > now + oneDay) {
    throw new SeedProblem([...path, 'at'], `This has not happened yet: it is ${new Date(now).toISOString()}.`)
  }
  return {
    ...event,
    at: moment,
    address,
    userAgent: device === undefined ? undefined : requireDevice(device, [...path, 'device']),
    timezone: event.timezone ?? found?.timezone,
    deviceId: event.deviceId ?? (device === undefined ? undefined : `${user.username}/${device}`),
  }
}

function requireClient({ ctx, clients }: HistoryTools, wanted: string | undefined, path: SeedPath): string {
  const found = wanted === undefined ? clients[0] : clients.find(({ id, name }) => id === wanted || name === wanted)
  if (found) return found.id
  if (wanted === undefined) throw new SeedProblem(path, 'A history needs a client in its pool.')
  try {
    return getClient(ctx, wanted).id
  } catch (error) {
    if (error instanceof ApiError) throw new SeedProblem([...path, 'client'], `There is no client "${wanted}".`)
    throw error
  }
}

function requirePlace({ places }: HistoryTools, name: string, path: SeedPath) {
  const place = places.find(name)
  if (place) return place
  throw new SeedProblem(path, `Nobody knows the place "${name}". ${hint(name, places.names)}`)
}

function requireTimezone(name: string | undefined, now: number, path: SeedPath): void {
  if (name === undefined || offsetAt(name, now) !== undefined) return
  throw new SeedProblem(path, `Nobody knows the time zone "${name}". Expected one such as Europe/Berlin, or +01:00.`)
}

function requireDevice(name: string, path: SeedPath): string {
  const userAgent = userAgentOf(name)
  if (userAgent !== undefined) return userAgent
  throw new SeedProblem(path, `Nobody knows the device "${name}". ${hint(name, deviceNames)}`)
}

function hint(word: string, known: readonly string[]): string {
  const meant = closest(word, known)
  return meant ? `Did you mean "${meant}"?` : `There are: ${known.join(', ')}.`
}
