import type { Tx } from '../../store/database.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import { eventsFrom, insertEvent, type NewAuthEvent, updateEvent } from './events.ts'
import type { LearnedEvent } from './model/context.ts'
import { learn, relearn } from './model/learn.ts'

/** Stores an event and teaches the model what it says already. */
export function addEvent(tx: Tx, event: NewAuthEvent): AuthEvent {
  const stored = insertEvent(tx, event)
  learn(tx, toLearnedEvent(stored))
  return stored
}

/** What can change about an event: the circumstances and the rating of an attempt stay what they were. */
export type EventChanges = Partial<
  Pick<AuthEvent, 'response' | 'verified' | 'challenges' | 'feedbackValue' | 'feedbackAt' | 'feedbackProvider'>
>

/** Changes an event, and what the model has learnt from it, together. */
export function changeEvent(tx: Tx, event: AuthEvent, changes: EventChanges): AuthEvent {
  const after = { ...event, ...changes }
  updateEvent(tx, after)
  relearn(tx, toLearnedEvent(event), toLearnedEvent(after))
  return after
}

/** A stored event as the model sees it. */
export function toLearnedEvent(event: AuthEvent): LearnedEvent {
  return {
    poolId: event.poolId,
    userId: event.userId,
    at: event.at,
    context: event.context,
    outcome: event.response,
    level: event.level,
    verified: event.verified,
    label: event.feedbackValue,
    allowed: event.evaluation?.trusted === true,
    learned: event.learned,
  }
}

/** All stored events of all pools as the model sees them, a page at a time, so that no query stays open. */
export function* learnedEvents(tx: Tx, pageSize = 1000): Generator<LearnedEvent> {
  let after = 0
  for (;;) {
    const page = eventsFrom(tx, after, pageSize)
    for (const event of page) yield toLearnedEvent(event)
    if (page.length < pageSize) return
    after = page.at(-1)!.seq
  }
}
