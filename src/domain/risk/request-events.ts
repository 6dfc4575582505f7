import { and, desc, eq, gt, max } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type AuthEvent, authEvents } from '../../store/schema/events.ts'

export type { AuthEvent }

/** The running number of the latest event of all; 0 where there is none. */
export function latestEventNumber({ tx }: Pick<Context, 'tx'>): number {
  return (
    tx
      .select({ seq: max(authEvents.seq) })
      .from(authEvents)
      .get()?.seq ?? 0
  )
}

/** The event that a request wrote, if it wrote one after the event of number `after`. */
export function eventOfRequest({ tx }: Pick<Context, 'tx'>, requestId: string, after: number): AuthEvent | undefined {
  return tx
    .select()
    .from(authEvents)
    .where(and(gt(authEvents.seq, after), eq(authEvents.requestId, requestId)))
    .orderBy(desc(authEvents.seq))
    .limit(1)
    .get()
}
