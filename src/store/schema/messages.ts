import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Why a message was written; the names follow the sources of the CustomMessage trigger. */
export type MessageKind =
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'AdminCreateUser'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute'
  | 'Authentication'
  | 'AccountTakeOverNotification'

/** Everything the emulator sent or wants to send: the outbox of deliveries is the inbox that people look at. */
export const messages = sqliteTable(
  'messages',
  {
    /** Keeps the order of messages of one millisecond. */
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    requestId: text().notNull(),
    poolId: text().notNull(),
    userId: integer(),
    username: text().notNull(),
    channel: text().$type<'email' | 'sms'>().notNull(),
    kind: text().$type<MessageKind>().notNull(),
    to: text().notNull(),
    from: text().notNull(),
    replyTo: text(),
    subject: text(),
    html: text(),
    text: text().notNull(),
    code: text(),
    link: text(),
    feedback: text({ mode: 'json' }).$type<{
      eventId: string
      token: string
      validUrl?: string | undefined
      invalidUrl?: string | undefined
    }>(),
    createdAt: integer().notNull(),
    status: text().$type<'pending' | 'delivered' | 'failed'>().notNull(),
    attempts: integer().notNull(),
    lastError: text(),
  },
  (table) => [
    uniqueIndex('messages_by_id').on(table.id),
    index('messages_by_state').on(table.status, table.seq),
    index('messages_of_pool').on(table.poolId, table.username, table.seq),
    index('messages_of_request').on(table.requestId),
    index('messages_of_event').on(table.userId, table.kind),
  ],
)
export type Message = typeof messages.$inferSelect
