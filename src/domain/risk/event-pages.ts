import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AuthEventType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { User } from '../../store/schema/users.ts'
import { eventsOf, findEventOf, toAuthEventType } from './events.ts'
import { retentionLimit } from './retention.ts'

/** One page of a user's events, newest first; `nextToken` is absent when there are no more. */
export function pageOfEvents(
  ctx: Pick<Context, 'tx' | 'clock'>,
  user: User,
  size: number,
  token: string | undefined,
): { events: AuthEventType[]; nextToken: string | undefined } {
  const after = token === undefined ? undefined : requirePosition(ctx, user, token)
  const since = retentionLimit(ctx.clock.now())
  const found = eventsOf(ctx, user, { limit: size + 1, after, since })
  const page = found.slice(0, size)
  const last = page.at(-1)
  return { events: page.map(toAuthEventType), nextToken: found.length > size && last ? tokenOf(last) : undefined }
}

// Documented: the samples of the API page and of the CLI. Id and time of the last event that was returned.
function tokenOf(event: AuthEvent): string {
  return `${event.id}#${new Date(event.at).toISOString()}`
}

function requirePosition(ctx: Pick<Context, 'tx'>, user: User, token: string): AuthEvent {
  const event = findEventOf(ctx, user, token.split('#', 1)[0]!)
  ensure(event && tokenOf(event) === token, faults.invalidPaginationToken)
  return event
}
