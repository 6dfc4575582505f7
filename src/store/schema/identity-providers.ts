import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AcrMappingMapType, IdentityProviderTypeType } from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'

export const identityProviders = sqliteTable(
  'identity_providers',
  {
    poolId: ofPool(),
    name: text().notNull(),
    type: text().$type<IdentityProviderTypeType>().notNull(),
    /** What the caller gave, completed with what the service adds. */
    details: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    attributeMapping: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    identifiers: text({ mode: 'json' }).$type<string[]>().notNull(),
    acrMapping: text({ mode: 'json' }).$type<AcrMappingMapType>(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.name] })],
)
export type IdentityProvider = typeof identityProviders.$inferSelect
