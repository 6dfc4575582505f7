import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Request rates that UpdateProvisionedLimit changed; they hold for the whole account. */
export const provisionedLimits = sqliteTable('provisioned_limits', {
  category: text().primaryKey(),
  /** Requests per second. */
  value: integer().notNull(),
})
