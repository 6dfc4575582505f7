import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { UserPoolClientType } from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'

/** What the caller configured on an app client, defaults filled in. */
export type ClientSettings = Omit<
  UserPoolClientType,
  'UserPoolId' | 'ClientName' | 'ClientId' | 'ClientSecret' | 'CreationDate' | 'LastModifiedDate'
>

export const clients = sqliteTable(
  'clients',
  {
    id: text().primaryKey(),
    poolId: ofPool(),
    name: text().notNull(),
    settings: text({ mode: 'json' }).$type<ClientSettings>().notNull(),
    /** Minutes for which a session of the hosted pages saves a sign-in, as last set; null until then. */
    ssoMinutes: integer(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [index('clients_of_pool').on(table.poolId)],
)
export type Client = typeof clients.$inferSelect

/** The column of a row that belongs to an app client and goes with it. */
export const ofClient = () =>
  text()
    .notNull()
    .references(() => clients.id, { onDelete: 'cascade' })

/** At most two a client, both valid. */
export const clientSecrets = sqliteTable(
  'client_secrets',
  {
    id: text().primaryKey(),
    clientId: ofClient(),
    value: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('client_secrets_of_client').on(table.clientId)],
)
