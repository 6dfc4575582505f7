import type { Context } from '../context.ts'
import { getClient } from '../domain/clients/clients.ts'
import { readAttempt } from '../domain/risk/attempt.ts'
import { appliedConfiguration } from '../domain/risk/configuration.ts'
import { rate, toEvaluation } from '../domain/risk/evaluate.ts'
import { insertEvent, updateEvent } from '../domain/risk/events.ts'
import { toLearnedEvent } from '../domain/risk/learned-events.ts'
import type { LearnedEvent } from '../domain/risk/model/context.ts'
import { learn } from '../domain/risk/model/learn.ts'
import { learnHistory } from '../domain/risk/model/learn-history.ts'
import type { AttemptContext, Evaluation, RiskLevel } from '../store/schema/events.ts'
import type { Pool } from '../store/schema/pools.ts'
import type { User } from '../store/schema/users.ts'
import type { HistoryTools, ToldEvent } from './history.ts'
import type { PastEvent } from './history-schema.ts'
import { offsetAt } from './offsets.ts'
import { pointingAt } from './run.ts'

/** Writes the events of one user and lets the risk model learn them together, which is fast; none of them is rated. */
export function learnTogether(tools: HistoryTools, user: User, events: ToldEvent[]): void {
  const attempts = new Map<string, AttemptContext>()
  const learnt = events.sort(byTime).map((told) => writeEvent(tools, told, attempts))
  learnHistory(tools.ctx.tx, tools.pool.id, user.id, learnt)
}

/**
 * Writes events of any users of a pool in the order of time: each is rated on what the model had learnt by then, as it
 * would have been in audit mode, and then learnt.
 */
export function relive(tools: HistoryTools, events: ToldEvent[]): void {
  const attempts = new Map<string, AttemptContext>()
  const written = (told: ToldEvent) => writeEvent(tools, told, attempts, (attempt) => rateTold(tools, told, attempt))
  for (const told of events.sort(byTime)) learn(tools.ctx.tx, written(told))
}

function byTime(a: ToldEvent, b: ToldEvent): number {
  return a.event.at - b.event.at
}

/** A level that is told stands, as a directive's does. What passed is taken for the user's own, risky or not. */
function rateTold({ ctx, pool }: HistoryTools, { user, clientId, event }: ToldEvent, attempt: AttemptContext) {
  if (event.type !== 'SignIn') return null
  const rating = rate({ tx: ctx.tx, clock: { now: () => event.at } }, { pool, user, attempt }, undefined)
  const level = event.level ?? rating.level
  const told = { ...rating, level, source: rating.level === level ? rating.source : ('directive' as const) }
  const trusted = event.level === undefined && event.response === 'Pass'
  const decision = { decision: decisionOf(level), action: 'NONE' as const }
  return toEvaluation(told, decision, 'AUDIT', appliedConfiguration(ctx, pool, clientId), trusted)
}

function decisionOf(level: RiskLevel) {
  return level === 'NoRisk' ? ('NoRisk' as const) : ('AccountTakeover' as const)
}

/** Stores an event without teaching the model; answers what it will learn from it. */
function writeEvent(
  { ctx, pool }: HistoryTools,
  { path, user, clientId, event }: ToldEvent,
  attempts: Map<string, AttemptContext>,
  evaluate: (attempt: AttemptContext) => Evaluation | null = () => null,
): LearnedEvent {
  const { id, type, response, verified, compromised, feedback, at, timezone, exact } = event
  const shared = (exact?.['context'] as AttemptContext | undefined) ?? attemptOf(ctx, pool, clientId, event, attempts)
  const context = { ...shared, timezone: offsetAt(timezone, at) }
  const evaluation = exact ? null : evaluate(shared)
  const level = event.level ?? evaluation?.level ?? 'NoRisk'
  const insert = () =>
    insertEvent(ctx.tx, {
      ...{ type, response, level, compromised, at, clientId, context, poolId: pool.id, userId: user.id },
      id: id ?? ctx.ids.eventId(),
      requestId: ctx.request.id,
      decision: decisionOf(level),
      challenges: type === 'SignIn' ? challengesOf(event) : [],
      evaluation,
      learned: type === 'SignIn' || type === 'SignUp' || (type === 'PasswordChange' && verified),
      verified: verified || event.rememberedDevice,
      // An exported event is taken over as it was.
      ...exact,
    })
  const stored = id === undefined ? insert() : pointingAt([...path, 'id'], insert)
  const said = {
    feedbackValue: feedback ?? null,
    feedbackAt: ctx.clock.now(),
    feedbackProvider: 'Admin' as const,
    ...exact,
  }
  if (feedback !== undefined) updateEvent(ctx.tx, { ...stored, ...said })
  // All events of one kind of circumstances share one object, which the model then looks at once.
  return { ...toLearnedEvent({ ...stored, feedbackValue: said.feedbackValue }), context: shared }
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
