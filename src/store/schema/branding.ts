import { blob, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { AssetType, Document, LinksType, TermsNameType } from '../../api/generated/types.ts'
import { ofClient } from './clients.ts'
import { ofPool } from './pools.ts'

/** An asset of a style; its bytes are base64 in the stored JSON. */
export type StoredAsset = Omit<AssetType, 'Bytes'> & { Bytes?: string | undefined }

/** Styles of managed login: at most one for each app client. */
export const managedLoginBrandings = sqliteTable(
  'managed_login_brandings',
  {
    id: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    useCognitoProvidedValues: integer({ mode: 'boolean' }).notNull(),
    settings: text({ mode: 'json' }).$type<Document>(),
    assets: text({ mode: 'json' }).$type<StoredAsset[]>().notNull(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [uniqueIndex('managed_login_brandings_by_client').on(table.poolId, table.clientId)],
)
export type ManagedLoginBranding = typeof managedLoginBrandings.$inferSelect

/** Looks of the classic hosted pages: one for the pool (`clientId` is ALL) and one for each client that has its own. */
export const uiCustomizations = sqliteTable(
  'ui_customizations',
  {
    poolId: ofPool(),
    clientId: text().notNull(),
    css: text(),
    image: blob({ mode: 'buffer' }),
    /** As the service prints it: YYYYMMDDhhmmss. */
    version: text().notNull(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.clientId] })],
)
export type UiCustomization = typeof uiCustomizations.$inferSelect

/** Links to terms of use and privacy policies: at most one of each for an app client. */
export const terms = sqliteTable(
  'terms',
  {
    id: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    name: text().$type<TermsNameType>().notNull(),
    links: text({ mode: 'json' }).$type<LinksType>().notNull(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [uniqueIndex('terms_of_client').on(table.poolId, table.clientId, table.name)],
)
export type Terms = typeof terms.$inferSelect
