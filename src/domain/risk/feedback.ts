import { ApiError, ensure } from '../../api/errors.ts'
import type { FeedbackValueType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { User } from '../../store/schema/users.ts'
import { revokeEvent } from '../tokens/revocation.ts'
import { findEventOf } from './events.ts'
import { changeEvent } from './learned-events.ts'

/** What somebody says about one sign-in. */
export interface Feedback {
  readonly eventId: string
  readonly value: FeedbackValueType
  /** Inferred: Admin as the console writes it, User for the token's bearer. */
  readonly provider: 'Admin' | 'User'
}

/**
 * Stores feedback with its event and lets the risk model learn it, at once. Later feedback replaces earlier.
 * Throws ResourceNotFoundException unless the user has this event.
 */
export function giveFeedback(ctx: Context, user: User, { eventId, value, provider }: Feedback): AuthEvent {
  const event = findEventOf(ctx, user, eventId)
  // Inferred: the error is declared, its use here and its text were never captured.
  ensure(event, () => new ApiError('ResourceNotFoundException', `Auth event ${eventId} does not exist.`))
  const changed = changeEvent(ctx.tx, event, {
    feedbackValue: value,
    feedbackAt: ctx.clock.now(),
    feedbackProvider: provider,
  })
  ctx.note(`Feedback ${value} by ${provider} on a ${event.type} event that was rated ${event.level}.`)
  // Observed: a user's report of 2022. The service revokes nothing; this setting is ours.
  if (value === 'Invalid' && ctx.settings.revokeOnInvalid) revokeEvent(ctx, event.id)
  return changed
}
