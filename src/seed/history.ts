import { ApiError } from '../api/errors.ts'
import { closest } from '../base/similar.ts'
import type { Context } from '../context.ts'
import { getClient } from '../domain/clients/clients.ts'
import { readAttempt } from '../domain/risk/attempt.ts'
import { insertEvent, updateEvent } from '../domain/risk/events.ts'
import { isProtected } from '../domain/risk/gate.ts'
import { toLearnedEvent } from '../domain/risk/learned-events.ts'
import type { LearnedEvent } from '../domain/risk/model/context.ts'
import { learnHistory } from '../domain/risk/model/learn-history.ts'
import type { AttemptContext } from '../store/schema/events.ts'
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

/** Writes a user's history, oldest first, and lets the risk model learn it. Answers how many events it has. */
export function applyHistory(tools: HistoryTools, user: User, history: SeedUser['history'], path: SeedPath): number {
  if (history.length === 0) return 0
  if (!isProtected(tools.pool)) {
    throw new SeedProblem(path, 'Histories need a pool with threatProtection AUDIT or ENFORCED.')
  }
  const attempts = new Map<string, AttemptContext>()
  const events = history.flatMap((row, i) => pastEvents(tools, user, row, [...path, i]))
  const learnt = events
    .sort((a, b) => a.event.at - b.event.at)
    .map(({ event, clientId }) => writeEvent(tools, user, clientId, event, attempts))
  learnHistory(tools.ctx.tx, tools.pool.id, user.id, learnt)
  return events.length
}

function pastEvents(tools: HistoryTools, user: User, row: SeedUser['history'][number], path: SeedPath) {
  const { ctx } = tools
  if (!('days' in row) && row.exact) {
    return [{ clientId: String(row.exact['clientId']), event: listedEvent(tools, user, row, path) }]
  }
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
  return {
    ...event,
    at: at === undefined ? tools.ctx.clock.now() - spanOf(ago!) : Date.parse(at),
    address,
    userAgent: device === undefined ? undefined : requireDevice(device, [...path, 'device']),
    timezone: event.timezone ?? found?.timezone,
    deviceId: event.deviceId ?? (device === undefined ? undefined : `${user.username}/${device}`),
  }
}

/** Stores an event without teaching the model; answers what it will learn from it. */
function writeEvent(
  { ctx, pool }: HistoryTools,
  user: User,
  clientId: string,
  event: PastEvent,
  attempts: Map<string, AttemptContext>,
): LearnedEvent {
  const { id, type, response, level, verified, compromised, feedback, at, timezone, exact = {} } = event
  const attempt = (exact['context'] as AttemptContext | undefined) ?? attemptOf(ctx, pool, clientId, event, attempts)
  const stored = insertEvent(ctx.tx, {
    ...{ type, response, level, compromised, at, clientId, poolId: pool.id, userId: user.id },
    id: id ?? ctx.ids.eventId(),
    requestId: ctx.request.id,
    decision: level === 'NoRisk' ? 'NoRisk' : 'AccountTakeover',
    challenges: type === 'SignIn' ? challengesOf(event) : [],
    context: { ...attempt, timezone: offsetAt(timezone, at) },
    evaluation: null,
    learned: type === 'SignIn' || type === 'SignUp' || (type === 'PasswordChange' && verified),
    verified: verified || event.rememberedDevice,
    // An exported event is taken over as it was.
    ...exact,
  })
  const said = {
    feedbackValue: feedback ?? null,
    feedbackAt: ctx.clock.now(),
    feedbackProvider: 'Admin' as const,
    ...exact,
  }
  if (feedback !== undefined) updateEvent(ctx.tx, { ...stored, ...said })
  // All events of one kind of circumstances share one object, which the model then looks at once.
  return { ...toLearnedEvent({ ...stored, feedbackValue: said.feedbackValue }), context: attempt }
}

function challengesOf({ response, verified }: PastEvent) {
  const password = { ChallengeName: 'Password', ChallengeResponse: 'Success' } as const
  const mfa = { ChallengeName: 'Mfa', ChallengeResponse: 'Success' } as const
  if (verified) return [password, mfa]
  return response === 'Fail' ? [{ ...password, ChallengeResponse: 'Failure' as const }] : [password]
}

/** The circumstances as a real request would have brought them; those of equal events are found out once. */
function attemptOf(
  ctx: Context,
  pool: Pool,
  clientId: string,
  event: PastEvent,
  known: Map<string, AttemptContext>,
): AttemptContext {
  const { address, userAgent, deviceId, timezone, city, country, latitude, longitude, asn, rememberedDevice } = event
  const context = {
    ...{ ipAddress: address, userAgent, timezone, city, country, latitude, longitude, asn },
    deviceId: deviceId === false ? undefined : deviceId,
    rememberedDevice: rememberedDevice ? true : undefined,
  }
  const key = JSON.stringify([clientId, context])
  const attempt = known.get(key) ?? readPast(ctx, pool, clientId, context)
  known.set(key, attempt)
  return attempt
}

function readPast(ctx: Context, pool: Pool, clientId: string, context: Partial<AttemptContext>): AttemptContext {
  const request = { ...ctx.request, userAgent: context.userAgent, simulated: { context, skipCredentials: true } }
  return readAttempt({ ...ctx, request }, pool, getClient(ctx, clientId), {})
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

function requireDevice(name: string, path: SeedPath): string {
  const userAgent = userAgentOf(name)
  if (userAgent !== undefined) return userAgent
  throw new SeedProblem(path, `Nobody knows the device "${name}". ${hint(name, deviceNames)}`)
}

function hint(word: string, known: readonly string[]): string {
  const meant = closest(word, known)
  return meant ? `Did you mean "${meant}"?` : `There are: ${known.join(', ')}.`
}
