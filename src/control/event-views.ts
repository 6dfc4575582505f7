import { z } from 'zod'
import type { Context } from '../context.ts'
import { messagesOfEvent } from '../domain/messages/inbox.ts'
import { toAuthEventType } from '../domain/risk/events.ts'
import type { AuthEvent } from '../domain/risk/request-events.ts'
import { findUserById } from '../domain/users/users.ts'
import { toView } from './inbox.ts'
import { authEvent, evaluation, iso, message, moment } from './schemas.ts'

/** An event with everything that is known about it. */
export const eventView = z.object({
  username: z.string().nullable(),
  authEvent,
  evaluation: evaluation.nullable().describe('null for what was not evaluated'),
  context: z.looseObject({ ipAddress: z.string() }).describe('the circumstances as they were used'),
  feedback: z
    .object({ value: z.enum(['Valid', 'Invalid']), provider: z.enum(['Admin', 'User']), at: moment })
    .nullable(),
  messages: z.array(message),
  clientId: z.string().nullable(),
  requestId: z.string().nullable(),
})
export type EventView = z.output<typeof eventView>

/** The API's AuthEventType with its dates as ISO 8601. */
export function authEventOf(event: AuthEvent): z.output<typeof authEvent> {
  return JSON.parse(JSON.stringify(toAuthEventType(event))) as z.output<typeof authEvent>
}

/** An event with its explanation, circumstances, feedback and messages. */
export function viewOf(ctx: Pick<Context, 'tx'>, event: AuthEvent): EventView {
  const { feedbackValue: value, feedbackProvider: provider, feedbackAt } = event
  return {
    username: findUserById(ctx, event.userId)?.username ?? null,
    authEvent: authEventOf(event),
    evaluation: event.evaluation,
    context: { ...event.context },
    feedback: value && provider ? { value, provider, at: iso(feedbackAt ?? event.at) } : null,
    messages: messagesOfEvent(ctx, event).map(toView),
    clientId: event.clientId,
    requestId: event.requestId,
  }
}
