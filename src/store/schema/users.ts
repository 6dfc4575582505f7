import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { PasswordHashingAlgorithmType, UserStatusType } from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'

/** The factors that can be a second one, in the service's words. */
export type MfaFactor = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP'

export const users = sqliteTable(
  'users',
  {
    /** Never reused, so that counters of a deleted user cannot be taken for a new one's. */
    id: integer().primaryKey({ autoIncrement: true }),
    poolId: ofPool(),
    username: text().notNull(),
    sub: text().notNull(),
    status: text().$type<UserStatusType>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    /** Factors the user switched on; `preferred` is one of them. */
    mfaFactors: text({ mode: 'json' }).$type<MfaFactor[]>().notNull(),
    mfaPreferred: text().$type<MfaFactor>(),
    /** Whether the user's passkey may stand for two factors. */
    passkeyMfa: integer({ mode: 'boolean' }).notNull().default(false),
    /** Legacy SMS settings (SetUserSettings), echoed as MFAOptions. */
    mfaOptions: text({ mode: 'json' }).$type<
      { DeliveryMedium?: 'SMS' | 'EMAIL' | undefined; AttributeName?: string | undefined }[]
    >(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('users_by_username').on(table.poolId, table.username),
    uniqueIndex('users_by_sub').on(table.poolId, table.sub),
    index('users_by_creation').on(table.poolId, table.id),
    index('users_by_status').on(table.poolId, table.status, table.id),
    index('users_by_state').on(table.poolId, table.enabled, table.id),
  ],
)
export type User = typeof users.$inferSelect

/** The column of a row that belongs to a user and goes with it. */
export const ofUser = () =>
  integer()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** Every name under which a user can be found: a name belongs to one user of a pool. Values are normalised for comparison. */
export const userNames = sqliteTable(
  'user_names',
  {
    poolId: ofPool(),
    value: text().notNull(),
    kind: text().$type<'username' | 'sub' | 'email' | 'phone_number' | 'preferred_username'>().notNull(),
    userId: ofUser(),
  },
  (table) => [
    primaryKey({ columns: [table.poolId, table.value, table.kind] }),
    index('user_names_of_user').on(table.userId),
  ],
)

export const userAttributes = sqliteTable(
  'user_attributes',
  {
    userId: ofUser(),
    name: text().notNull(),
    poolId: text().notNull(),
    value: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.name] }),
    // As ListUsers searches and orders: without case.
    index('user_attributes_by_value').on(table.poolId, table.name, sql`value collate nocase`, table.userId),
  ],
)

/** Accounts at identity providers that sign in as a user: the one a federated user came from, and those linked to it. */
export const userIdentities = sqliteTable(
  'user_identities',
  {
    poolId: ofPool(),
    provider: text().notNull(),
    /** The attribute or claim whose value tells who it is; `Cognito_Subject` is the provider's own identifier. */
    attribute: text().notNull(),
    value: text().notNull(),
    userId: ofUser(),
    /** Whether the user came into being by signing in with it. */
    primary: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.poolId, table.provider, table.attribute, table.value] }),
    index('user_identities_of_user').on(table.userId, table.createdAt),
  ],
)
export type UserIdentity = typeof userIdentities.$inferSelect

/** The current password (position 0) and the earlier ones (1, 2, …) for the history rule. */
export const passwords = sqliteTable(
  'passwords',
  {
    userId: ofUser(),
    position: integer().notNull(),
    /** Hexadecimal, 16 bytes. */
    salt: text().notNull(),
    /** SRP's private value x, hexadecimal, 32 bytes: checks a password and gives the SRP verifier. */
    x: text().notNull(),
    /** SRP's verifier g^x, computed when a sign-in first needs it. */
    verifier: blob({ mode: 'buffer' }),
    /** A hash of another kind that an import brought along; the first right password puts our own into its place. */
    imported: text({ mode: 'json' }).$type<{ algorithm: PasswordHashingAlgorithmType; hash: string }>(),
    temporary: integer({ mode: 'boolean' }).notNull(),
    setAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.position] })],
)

export const softwareTokens = sqliteTable('software_tokens', {
  userId: integer()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** The verified secret in base32, if there is one. */
  secret: text(),
  friendlyName: text(),
  /** A secret that AssociateSoftwareToken gave out and VerifySoftwareToken has not yet confirmed. */
  pendingSecret: text(),
  /** The last time step (30 s) whose code was used. */
  lastStep: integer(),
})
