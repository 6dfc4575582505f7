import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { storedByKey } from '../store/schema/risk.ts'

// drizzle-kit cannot write WITHOUT ROWID. Run after it, this adds the two words to the tables that ask for them: each of
// their rows is then stored once, in the order of its key, instead of in a table and again in an index.

for (const file of readdirSync('migrations').filter((name) => name.endsWith('.sql'))) {
  const path = `migrations/${file}`
  const sql = readFileSync(path, 'utf8')
  const done = storedByKey.reduce(
    (text, table) => text.replace(new RegExp(`(CREATE TABLE \`${table}\` \\([^;]*\\));`), '$1 WITHOUT ROWID;'),
    sql,
  )
  if (done !== sql) writeFileSync(path, done)
}
