import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Message, messages } from '../../store/schema/messages.ts'

export type { Message }

/** How often the relay tries a message before it gives up. */
const triesAtMost = 5

/** The messages that still have to leave, oldest first: all of them, or those of one request. */
export function pendingMessages({ tx }: Pick<Context, 'tx'>, requestId?: string): Message[] {
  return tx
    .select()
    .from(messages)
    .where(and(eq(messages.status, 'pending'), requestId === undefined ? undefined : eq(messages.requestId, requestId)))
    .orderBy(asc(messages.seq))
    .all()
}

/** Writes down that a message has left. */
export function markDelivered({ tx }: Pick<Context, 'tx'>, message: Message): void {
  tx.update(messages)
    .set({ status: 'delivered', attempts: message.attempts + 1, lastError: null })
    .where(eq(messages.seq, message.seq))
    .run()
}

/** Writes down why a message could not leave; it stays pending unless `final` or tried often enough. */
export function markFailed({ tx }: Pick<Context, 'tx'>, message: Message, why: string, final: boolean): void {
  const attempts = message.attempts + 1
  tx.update(messages)
    .set({ status: final || attempts >= triesAtMost ? 'failed' : 'pending', attempts, lastError: why })
    .where(eq(messages.seq, message.seq))
    .run()
}
