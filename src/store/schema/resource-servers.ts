import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ResourceServerScopeType } from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'

export const resourceServers = sqliteTable(
  'resource_servers',
  {
    poolId: ofPool(),
    identifier: text().notNull(),
    name: text().notNull(),
    scopes: text({ mode: 'json' }).$type<ResourceServerScopeType[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.identifier] })],
)
export type ResourceServer = typeof resourceServers.$inferSelect
