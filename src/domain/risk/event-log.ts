import type { Context } from '../../context.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import { countEvent } from './event-counts.ts'
import type { NewAuthEvent } from './events.ts'
import { addEvent, changeEvent, type EventChanges } from './learned-events.ts'
import { exportEvent } from './log-export.ts'

/** Stores an event that happens now: learns it, counts it, and exports it where the pool wants that. */
export function logEvent(ctx: Context, event: NewAuthEvent): AuthEvent {
  const stored = addEvent(ctx.tx, event)
  countEvent(ctx.tx, stored)
  exportEvent(ctx, stored)
  return stored
}

/** Carries an event on that has not ended yet. Inferred: each change of its state is a record of the export. */
export function continueEvent(ctx: Context, event: AuthEvent, changes: EventChanges): AuthEvent {
  const changed = changeEvent(ctx.tx, event, changes)
  if (changed.response !== event.response) exportEvent(ctx, changed)
  return changed
}
