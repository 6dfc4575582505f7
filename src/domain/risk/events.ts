import type { AuthEventType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { statement, type Tx } from '../../store/database.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { User } from '../../store/schema/users.ts'

/** An event that has just happened: nobody has said anything about it yet. */
export type NewAuthEvent = Omit<AuthEvent, 'seq' | 'feedbackValue' | 'feedbackAt' | 'feedbackProvider'>

/** Stores an event. */
export function insertEvent(tx: Tx, event: NewAuthEvent): AuthEvent {
  const row = { ...event, feedbackValue: null, feedbackAt: null, feedbackProvider: null }
  const { lastInsertRowid } = statement(tx, insert).run(toColumns(row))
  return { seq: Number(lastInsertRowid), ...row }
}

/** Writes what can change about an event: how it ended, its challenges and its feedback. */
export function updateEvent(tx: Tx, event: AuthEvent): void {
  const { seq, response, verified, challenges, feedbackValue, feedbackAt, feedbackProvider } = event
  statement(tx, update).run(
    response,
    Number(verified),
    JSON.stringify(challenges),
    feedbackValue,
    feedbackAt,
    feedbackProvider,
    seq,
  )
}

/** The event of this id, whoever it belongs to. */
export function findEvent(tx: Tx, eventId: string): AuthEvent | undefined {
  const row = statement(tx, `SELECT * FROM auth_events WHERE id = ?`).get(eventId)
  return row ? fromRow(row as Row) : undefined
}

/** The event of this id, if it is the user's. */
export function findEventOf({ tx }: Pick<Context, 'tx'>, user: User, eventId: string): AuthEvent | undefined {
  const event = findEvent(tx, eventId)
  return event?.userId === user.id ? event : undefined
}

/** The user's latest event of a type that is still under way. */
export function findOpenEvent(tx: Tx, user: User, type: AuthEvent['type']): AuthEvent | undefined {
  const row = statement(tx, selectOpen).get(user.id, type)
  return row ? fromRow(row as Row) : undefined
}

/** Up to `limit` of the user's events, newest first: behind `after`, and not from before `since` (ms). */
export function eventsOf(
  { tx }: Pick<Context, 'tx'>,
  user: User,
  { limit, after, since = 0 }: { limit: number; after?: Pick<AuthEvent, 'at' | 'seq'> | undefined; since?: number },
): AuthEvent[] {
  const { at, seq } = after ?? { at: Number.MAX_SAFE_INTEGER, seq: 0 }
  return (statement(tx, selectPage).all(user.id, at, seq, since, limit) as Row[]).map(fromRow)
}

/** Up to `limit` of a pool's events, newest first: behind `after`. */
export function latestEventsOfPool(
  { tx }: Pick<Context, 'tx'>,
  poolId: string,
  { limit, after }: { limit: number; after?: Pick<AuthEvent, 'at' | 'seq'> | undefined },
): AuthEvent[] {
  const { at, seq } = after ?? { at: Number.MAX_SAFE_INTEGER, seq: 0 }
  return (statement(tx, selectPoolPage).all(poolId, at, seq, limit) as Row[]).map(fromRow)
}

/** Stored events by their running number, from `after` on, for jobs that walk through all of them. */
export function eventsFrom(tx: Tx, after: number, limit: number): AuthEvent[] {
  return (statement(tx, selectFrom).all(after, limit) as Row[]).map(fromRow)
}

/** Events of a pool in the order of time, behind `after`. */
export function eventsInOrder(
  tx: Tx,
  poolId: string,
  after: Pick<AuthEvent, 'at' | 'seq'>,
  limit: number,
): AuthEvent[] {
  return (statement(tx, selectInOrder).all(poolId, after.at, after.seq, limit) as Row[]).map(fromRow)
}

/** Events of all pools from before `time` (ms). */
export function eventsBefore(tx: Tx, time: number, limit: number): AuthEvent[] {
  return (statement(tx, selectBefore).all(time, limit) as Row[]).map(fromRow)
}

/** An event as the API prints it. */
export function toAuthEventType(event: AuthEvent): AuthEventType {
  const { context } = event
  return {
    EventId: event.id,
    EventType: event.type,
    CreationDate: new Date(event.at),
    EventResponse: event.response,
    EventRisk: {
      RiskDecision: event.decision,
      // Observed: a recorded event of 2022. No level where there is no risk; the flag is there when false, too.
      ...(event.level === 'NoRisk' ? {} : { RiskLevel: event.level }),
      CompromisedCredentialsDetected: event.compromised,
    },
    ChallengeResponses: event.challenges,
    EventContextData: {
      IpAddress: context.ipAddress,
      DeviceName: context.deviceName,
      Timezone: context.timezone,
      // Documented: AdminListUserAuthEvents sample. The word null stands for an unknown city.
      City: context.city ?? 'null',
      Country: context.country,
    },
    // Observed: the same recorded event. Absent until somebody says something.
    ...(event.feedbackValue && event.feedbackProvider
      ? {
          EventFeedback: {
            FeedbackValue: event.feedbackValue,
            Provider: event.feedbackProvider,
            FeedbackDate: new Date(event.feedbackAt ?? event.at),
          },
        }
      : {}),
  }
}

const columns = [
  'id',
  'poolId',
  'userId',
  'clientId',
  'requestId',
  'type',
  'response',
  'at',
  'decision',
  'level',
  'compromised',
  'challenges',
  'context',
  'evaluation',
  'learned',
  'verified',
  'feedbackValue',
  'feedbackAt',
  'feedbackProvider',
] as const satisfies readonly (keyof AuthEvent)[]

const insert = `INSERT INTO auth_events (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`
const update = `UPDATE auth_events SET response = ?, verified = ?, challenges = ?,
  feedbackValue = ?, feedbackAt = ?, feedbackProvider = ? WHERE seq = ?`
const selectOpen = `SELECT * FROM auth_events WHERE userId = ? AND type = ? AND response = 'InProgress'
  ORDER BY at DESC, seq DESC LIMIT 1`
const selectPage = `SELECT * FROM auth_events WHERE userId = ? AND (at, seq) < (?, ?) AND at >= ?
  ORDER BY at DESC, seq DESC LIMIT ?`
const selectInOrder = `SELECT * FROM auth_events WHERE poolId = ? AND (at, seq) > (?, ?) ORDER BY at, seq LIMIT ?`
const selectPoolPage = `SELECT * FROM auth_events WHERE poolId = ? AND (at, seq) < (?, ?)
  ORDER BY at DESC, seq DESC LIMIT ?`
const selectBefore = `SELECT auth_events.* FROM pools
  CROSS JOIN auth_events ON auth_events.poolId = pools.id AND auth_events.at < ? LIMIT ?`
const selectFrom = 'SELECT * FROM auth_events WHERE seq > ? ORDER BY seq LIMIT ?'

/** A row as the driver hands it out: JSON as text, truth values as 0 and 1. */
type Row = Omit<AuthEvent, 'compromised' | 'learned' | 'verified' | 'challenges' | 'context' | 'evaluation'> & {
  compromised: number
  learned: number
  verified: number
  challenges: string
  context: string
  evaluation: string | null
}

function toColumns(event: Omit<AuthEvent, 'seq'>): Omit<Row, 'seq'> {
  return {
    ...event,
    compromised: Number(event.compromised),
    learned: Number(event.learned),
    verified: Number(event.verified),
    challenges: JSON.stringify(event.challenges),
    context: JSON.stringify(event.context),
    evaluation: event.evaluation && JSON.stringify(event.evaluation),
  }
}

function fromRow(row: Row): AuthEvent {
  return {
    ...row,
    compromised: row.compromised === 1,
    learned: row.learned === 1,
    verified: row.verified === 1,
    challenges: JSON.parse(row.challenges) as AuthEvent['challenges'],
    context: JSON.parse(row.context) as AuthEvent['context'],
    evaluation: row.evaluation === null ? null : (JSON.parse(row.evaluation) as AuthEvent['evaluation']),
  }
}
