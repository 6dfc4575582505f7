import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { WebAuthnAuthenticatorAttachmentType } from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'
import { ofUser, users } from './users.ts'

/** Registered passkeys. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    /** Base64url. */
    id: text().notNull(),
    poolId: ofPool(),
    userId: ofUser(),
    /** A COSE key, base64url. */
    publicKey: text().notNull(),
    signCount: integer().notNull(),
    name: text().notNull(),
    relyingParty: text().notNull(),
    attachment: text().$type<WebAuthnAuthenticatorAttachmentType>(),
    transports: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.poolId, table.id] }),
    index('passkeys_of_user').on(table.userId, table.createdAt),
  ],
)
export type Passkey = typeof passkeys.$inferSelect

/** The registration that a user has begun: StartWebAuthnRegistration begins another one. */
export const passkeyRegistrations = sqliteTable('passkey_registrations', {
  userId: integer()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Base64url. */
  challenge: text().notNull(),
  clientId: text().notNull(),
  relyingParty: text().notNull(),
  expiresAt: integer().notNull(),
})
