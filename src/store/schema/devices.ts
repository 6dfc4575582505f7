import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ofPool } from './pools.ts'
import { ofUser } from './users.ts'

/** Devices that ConfirmDevice registered. A key that was given out and never confirmed is known to its sign-in only. */
export const devices = sqliteTable(
  'devices',
  {
    key: text().primaryKey(),
    poolId: ofPool(),
    userId: ofUser(),
    name: text(),
    /** SRP's salt and verifier of the device's password, hexadecimal without padding. */
    salt: text().notNull(),
    verifier: text().notNull(),
    /** Whether it takes the place of a second factor. */
    remembered: integer({ mode: 'boolean' }).notNull(),
    lastIp: text().notNull(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
    authenticatedAt: integer().notNull(),
    /** Set once it was forgotten: from then on its key is nobody's. */
    forgottenAt: integer(),
  },
  (table) => [index('devices_of_user').on(table.userId, table.createdAt)],
)
export type Device = typeof devices.$inferSelect
