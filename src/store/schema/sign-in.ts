import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { clients } from './clients.ts'
import { pools } from './pools.ts'
import { users } from './users.ts'

/** A sign-in under way. The caller holds the Session string; only its SHA-256 is kept. */
export const authSessions = sqliteTable(
  'auth_sessions',
  {
    hash: text().primaryKey(),
    poolId: text()
      .notNull()
      .references(() => pools.id, { onDelete: 'cascade' }),
    clientId: text()
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    /** Null for a simulated user. */
    userId: integer().references(() => users.id, { onDelete: 'cascade' }),
    /** What the next answer must be, and what it needs to be checked. */
    state: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('auth_sessions_by_expiry').on(table.expiresAt)],
)

/** One sign-in and all refresh tokens that descend from it. `id` is the claim origin_jti. */
export const refreshFamilies = sqliteTable(
  'refresh_families',
  {
    id: text().primaryKey(),
    poolId: text()
      .notNull()
      .references(() => pools.id, { onDelete: 'cascade' }),
    clientId: text()
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    userId: integer()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    eventId: text().notNull(),
    /** Space separated. */
    scope: text().notNull(),
    deviceKey: text(),
    /** The refresh token that is valid now, and the one before it while its grace period lasts. */
    currentJti: text().notNull(),
    previousJti: text(),
    previousUntil: integer(),
    authTime: integer().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    revokedAt: integer(),
    lastUsedAt: integer().notNull(),
    ipAddress: text(),
    /** Claims that must survive a refresh: nonce, acr, amr, aud and their like. */
    carried: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('refresh_families_of_user').on(table.userId)],
)
export type RefreshFamily = typeof refreshFamilies.$inferSelect

/** The confirmation code now valid for a user and purpose; a new one replaces it. */
export const codes = sqliteTable(
  'codes',
  {
    userId: integer()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: text().$type<'sign-up' | 'forgot-password' | 'email' | 'phone_number'>().notNull(),
    code: text().notNull(),
    /** Where the code went: it becomes verified by the right answer. */
    attribute: text().$type<'email' | 'phone_number'>().notNull(),
    /** The new value that waits for the code, where the pool wants verification before an update. */
    pendingValue: text(),
    issuedAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.purpose] })],
)

/** Counters of attempts of one user: password lock-out, code tries, code requests. */
export const attempts = sqliteTable(
  'attempts',
  {
    userId: integer()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    count: integer().notNull(),
    firstAt: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind] })],
)
