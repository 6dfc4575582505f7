import { blob, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Facts about this database: the secret that signs page tokens and hashes unknown names, and what was seeded. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: blob({ mode: 'buffer' }).notNull() })
