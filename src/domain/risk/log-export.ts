import type { EventSourceName } from '../../api/generated/types.ts'
import { javaDate } from '../../base/aws-date.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import { findUserById } from '../users/users.ts'

type Where = Pick<Context, 'tx' | 'clock' | 'settings' | 'sendLogs'>

/** Puts the record of an event into the outbox, where the pool exports user activity. */
export function exportEvent(ctx: Where & Pick<Context, 'request'>, event: AuthEvent): void {
  if (!isExported(ctx, event.poolId, 'userAuthEvents')) return
  // Documented: exporting logs page of the developer guide.
  const envelope = { eventSource: 'USER_ACTIVITY', logLevel: 'INFO', message: userActivity(ctx, event) } as const
  writeRecord(ctx, event.poolId, 'userAuthEvents', envelope)
}

/** Puts the record of a message that could not be delivered into the outbox, where the pool exports those. */
export function exportUndelivered(ctx: Where, poolId: string, details: string): void {
  if (!isExported(ctx, poolId, 'userNotification')) return
  const envelope = { eventSource: 'USER_NOTIFICATION', logLevel: 'ERROR', message: { details } } as const
  writeRecord(ctx, poolId, 'userNotification', envelope)
}

function isExported(
  { tx, settings }: Pick<Context, 'tx' | 'settings'>,
  poolId: string,
  source: EventSourceName,
): boolean {
  if (!settings.exportsLogs) return false
  const configurations = statement(tx, 'SELECT logConfigurations FROM pools WHERE id = ?').pluck().get(poolId)
  return typeof configurations === 'string' && configurations.includes(`"EventSource":"${source}"`)
}

function writeRecord(
  { tx, clock, sendLogs }: Where,
  poolId: string,
  source: EventSourceName,
  { eventSource, logLevel, message }: { eventSource: string; logLevel: string; message: object },
): void {
  const now = clock.now()
  const record = { eventTimestamp: String(now), eventSource, logLevel, message, logSourceId: { userPoolId: poolId } }
  statement(tx, insert).run(poolId, source, JSON.stringify(record), now)
  sendLogs()
}

/** Documented: exporting logs page, every field, its type and its spelling. */
function userActivity({ tx, request }: Pick<Context, 'tx' | 'request'>, event: AuthEvent) {
  const { context } = event
  const user = findUserById({ tx }, event.userId)
  return {
    version: '1',
    eventId: event.id,
    eventType: event.type,
    userSub: user?.sub ?? '',
    userName: user?.username ?? '',
    userPoolId: event.poolId,
    clientId: event.clientId ?? '',
    creationDate: javaDate(event.at),
    eventResponse: event.response,
    riskLevel: event.level === 'NoRisk' ? '' : event.level,
    riskDecision: riskDecisions[event.decision],
    // Inferred: the sample's list is empty.
    challenges: event.challenges.map(({ ChallengeName: challengeName, ChallengeResponse: challengeResponse }) => ({
      challengeName,
      challengeResponse,
    })),
    deviceName: context.deviceName ?? '',
    ipAddress: context.ipAddress,
    requestId: request.id,
    idpName: '',
    compromisedCredentialDetected: String(event.compromised),
    city: context.city ?? 'null',
    country: context.country ?? '',
    eventFeedbackValue: event.feedbackValue ?? '',
    eventFeedbackDate: event.feedbackAt === null ? '' : javaDate(event.feedbackAt),
    eventFeedbackProvider: event.feedbackProvider ?? '',
    hasContextData: String(context.hasContextData),
  }
}

// Documented: PASS, in a sample. Inferred: the words for the other two.
const riskDecisions = { NoRisk: 'PASS', AccountTakeover: 'ACCOUNT_TAKEOVER', Block: 'BLOCK' } as const

const insert = `INSERT INTO log_records (poolId, source, record, createdAt, attempts) VALUES (?, ?, ?, ?, 0)`
