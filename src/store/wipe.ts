import type Database from 'better-sqlite3'

/** Deletes every row but the record of migrations; running numbers start at 1 again. Answers the names of the tables. */
export function wipe(sqlite: Database.Database): string[] {
  const tables = sqlite
    .prepare(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'`,
    )
    .pluck()
    .all() as string[]
  const names = [...tables, 'sqlite_sequence']
  sqlite.pragma('defer_foreign_keys = ON')
  for (const name of names) sqlite.exec(`DELETE FROM main."${name}"`)
  return names
}

/** Whether nothing was ever put into this database. */
export function isEmpty(sqlite: Database.Database): boolean {
  return sqlite.prepare('SELECT 1 FROM pools').get() === undefined
}
