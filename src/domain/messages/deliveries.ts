import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Message, messages } from '../../store/schema/messages.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { customSender, isRelayed } from './outbox.ts'

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

/** Writes down why a message could not leave; it stays pending unless `final` or tried often enough. Answers whether that was it. */
export function markFailed({ tx }: Pick<Context, 'tx'>, message: Message, why: string, final: boolean): boolean {
  const attempts = message.attempts + 1
  const givenUp = final || attempts >= triesAtMost
  tx.update(messages)
    .set({ status: givenUp ? 'failed' : 'pending', attempts, lastError: why })
    .where(eq(messages.seq, message.seq))
    .run()
  return givenUp
}

/** The messages of a request that still wait for the words of the pool's own function, oldest first. */
export function draftsOf({ tx }: Pick<Context, 'tx'>, requestId: string): Message[] {
  return tx
    .select()
    .from(messages)
    .where(and(eq(messages.status, 'drafted'), eq(messages.requestId, requestId)))
    .orderBy(asc(messages.seq))
    .all()
}

/** Gives a draft the words it will keep, and lets it leave; what `words` leaves out stays as the pool says it. */
export function finishDraft(
  ctx: Pick<Context, 'tx' | 'settings'>,
  pool: Pool,
  draft: Message,
  words: Partial<Pick<Message, 'subject' | 'html' | 'text'>>,
): void {
  const leaves = customSender(ctx, pool, draft.channel) !== undefined || isRelayed(ctx, draft.channel)
  ctx.tx
    .update(messages)
    .set({ ...words, status: leaves ? 'pending' : 'delivered' })
    .where(and(eq(messages.seq, draft.seq), eq(messages.status, 'drafted')))
    .run()
}

/** Marks drafts (of one request, or all that are left) as messages that will never leave, and says why. */
export function failDrafts({ tx }: Pick<Context, 'tx'>, why: string, requestId?: string): void {
  tx.update(messages)
    .set({ status: 'failed', lastError: why })
    .where(and(eq(messages.status, 'drafted'), requestId === undefined ? undefined : eq(messages.requestId, requestId)))
    .run()
}
