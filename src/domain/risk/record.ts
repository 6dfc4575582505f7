import type { EventResponseType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { continueEvent, logEvent } from './event-log.ts'
import { findOpenEvent } from './events.ts'
import { protectionOf } from './gate.ts'

/** Something other than a sign-in that threat protection keeps a record of. */
export interface OtherEvent {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attempt: AttemptContext
  readonly type: 'SignUp' | 'ForgotPassword' | 'PasswordChange' | 'ResendCode'
  readonly response: EventResponseType
  /** Whether `checkCompromised` detected the new password. */
  readonly compromised?: boolean | undefined
  /** Whether that prevented the attempt. */
  readonly blocked?: boolean | undefined
  /** Whether a code or another second proof was given (a confirmed reset). */
  readonly verified?: boolean | undefined
}

/** Records an event and answers its id; on a pool without protection just an id. */
export function recordEvent(ctx: Context, event: OtherEvent): string {
  const { pool, client, user, attempt, type, response } = event
  const id = ctx.ids.eventId()
  if (protectionOf(pool) === 'OFF') return id
  logEvent(ctx, {
    ...{ id, type, response },
    poolId: pool.id,
    userId: user.id,
    clientId: client.id,
    requestId: ctx.request.id,
    at: ctx.clock.now(),
    // Inferred: the samples of such events show no risk; only sign-ins have automated responses.
    decision: event.blocked ? 'Block' : 'NoRisk',
    level: 'NoRisk',
    compromised: event.compromised === true,
    challenges: [],
    context: attempt,
    evaluation: null,
    learned: teaches(event),
    verified: event.verified === true,
  })
  return id
}

/** Ends the latest event of a type that was InProgress: a sign-up passes when it is confirmed. */
export function settleEvent(ctx: Context, user: User, type: OtherEvent['type'], response: 'Pass' | 'Fail'): void {
  const event = findOpenEvent(ctx.tx, user, type)
  if (event) continueEvent(ctx, event, { response, verified: response === 'Pass' })
}

/**
 * A confirmed sign-up and a confirmed reset count as completed sign-ins. Anybody can ask for a code, and whoever changes
 * a password has signed in before.
 */
function teaches({ type, verified }: OtherEvent): boolean {
  return type === 'SignUp' || (type === 'PasswordChange' && verified === true)
}
