import type { Tx } from './database.ts'

/** Deletes every row of every table but the record of migrations; running numbers start at 1 again. */
export function wipe(tx: Tx): void {
  const { $client: sqlite } = tx
  const tables = sqlite
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'`,
    )
    .pluck()
    .all() as string[]
  sqlite.pragma('defer_foreign_keys = ON')
  for (const table of [...tables, 'sqlite_sequence']) sqlite.exec(`DELETE FROM "${table}"`)
}

/** Whether nothing was ever put into this database. */
export function isEmpty(tx: Tx): boolean {
  return tx.$client.prepare('SELECT 1 FROM pools').get() === undefined
}
