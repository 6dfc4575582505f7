import { and, asc, desc, eq, gt, lt, ne, or, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import { type Message, type MessageKind, messages } from '../../store/schema/messages.ts'

export type { Message }

/** Which messages are wanted; what is left out does not matter. */
export interface MessageFilter {
  readonly poolId?: string | undefined
  readonly username?: string | undefined
  readonly to?: string | undefined
  readonly kind?: MessageKind | undefined
  /** Written after this moment (ms since 1970), or after the message of this id. */
  readonly after?: number | string | undefined
  /** Written before the message of this id. */
  readonly before?: string | undefined
  /** Words that address, subject or text contain, whatever their case. */
  readonly search?: string | undefined
}

/** The messages that fit and have their words, newest first. */
export function listMessages(ctx: Pick<Context, 'tx'>, filter: MessageFilter, limit = 1000): Message[] {
  const { poolId, username, to, kind, after, before, search } = filter
  return ctx.tx
    .select()
    .from(messages)
    .where(
      and(
        ne(messages.status, 'drafted'),
        poolId === undefined ? undefined : eq(messages.poolId, poolId),
        username === undefined ? undefined : eq(messages.username, username),
        to === undefined ? undefined : eq(messages.to, to),
        kind === undefined ? undefined : eq(messages.kind, kind),
        typeof after === 'number' ? gt(messages.createdAt, after) : undefined,
        typeof after === 'string' ? gt(messages.seq, positionOf(ctx, after)) : undefined,
        before === undefined ? undefined : lt(messages.seq, positionOf(ctx, before)),
        search === undefined ? undefined : containing(search),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(limit)
    .all()
}

/** The message of this id, if it has its words. */
export function findMessage({ tx }: Pick<Context, 'tx'>, id: string): Message | undefined {
  return tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, id), ne(messages.status, 'drafted')))
    .get()
}

/** The messages that announced an event to its user, oldest first. */
export function messagesOfEvent(
  { tx }: Pick<Context, 'tx'>,
  event: { userId: number; id: string; requestId: string | null },
): Message[] {
  const { userId, id, requestId } = event
  return kept(tx, 'messages of an event', () =>
    tx
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.userId, sql.placeholder('userId')),
          or(
            // Of no request, which equals nothing: then the link alone tells.
            eq(messages.requestId, sql.placeholder('requestId')),
            sql`${messages.feedback} ->> '$.eventId' = ${sql.placeholder('id')}`,
          ),
        ),
      )
      .orderBy(asc(messages.seq))
      .prepare(),
  ).all({ userId, id, requestId })
}

/** The ids of the messages that a request wrote, oldest first. */
export function messageIdsOf({ tx }: Pick<Context, 'tx'>, requestId: string): string[] {
  return tx
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.requestId, requestId))
    .orderBy(asc(messages.seq))
    .all()
    .map(({ id }) => id)
}

/** Empties the inbox; what had not left yet never will. */
export function emptyInbox({ tx }: Pick<Context, 'tx'>): void {
  tx.delete(messages).run()
}

function containing(words: string) {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const fits = (column: typeof messages.to | typeof messages.subject | typeof messages.text) =>
    sql`${column} LIKE ${pattern} ESCAPE '\\'`
  return or(fits(messages.to), fits(messages.subject), fits(messages.text))
}

/** The running number of a message; behind everything if there is none of this id. */
function positionOf({ tx }: Pick<Context, 'tx'>, id: string): number {
  const found = tx.select({ seq: messages.seq }).from(messages).where(eq(messages.id, id)).get()
  return found?.seq ?? Number.MAX_SAFE_INTEGER
}
