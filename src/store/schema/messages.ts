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

/** What functions that word or send a message are told about the request it comes from. */
export interface MessageOrigin {
  /** What the user is called in the message. */
  readonly name: string
  readonly clientId?: string | undefined
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
  /** Of a notification of threat protection: what its sender is told beside the profile, and never any metadata. */
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly userAgent?: string | undefined
}

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
    /** Set where a function of the pool words or sends the message. */
    origin: text({ mode: 'json' }).$type<MessageOrigin>(),
    createdAt: integer().notNull(),
    /** A drafted message waits for the words of the pool's own function, and nobody else sees it. */
    status: text().$type<'drafted' | 'pending' | 'delivered' | 'failed'>().notNull(),
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
