import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ofPool } from './pools.ts'

/** Secondary Regions of a pool. The state changes with time: see domain/pools/replicas.ts. */
export const replicas = sqliteTable(
  'replicas',
  {
    poolId: ofPool(),
    region: text().notNull(),
    status: text().$type<'CREATING' | 'ACTIVE' | 'INACTIVE' | 'DELETING'>().notNull(),
    /** When `status` began, in ms since 1970. */
    since: integer().notNull(),
    tags: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.region] })],
)
export type Replica = typeof replicas.$inferSelect
