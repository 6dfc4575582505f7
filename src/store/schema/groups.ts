import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ofPool } from './pools.ts'
import { ofUser } from './users.ts'

export const groups = sqliteTable(
  'groups',
  {
    poolId: ofPool(),
    name: text().notNull(),
    description: text(),
    roleArn: text(),
    /** 0 is the highest; null the lowest. */
    precedence: integer(),
    createdAt: integer().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.name] })],
)
export type Group = typeof groups.$inferSelect

export const groupMembers = sqliteTable(
  'group_members',
  {
    poolId: text().notNull(),
    group: text().notNull(),
    userId: ofUser(),
  },
  (table) => [
    primaryKey({ columns: [table.poolId, table.group, table.userId] }),
    foreignKey({ columns: [table.poolId, table.group], foreignColumns: [groups.poolId, groups.name] }).onDelete(
      'cascade',
    ),
    index('groups_of_user').on(table.userId, table.group),
  ],
)
