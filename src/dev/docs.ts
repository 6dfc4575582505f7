/** `npm run docs`: prints the tables of the README from the code. `--check` only says whether they are fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { operationsTable, settingsTable } from './readme-tables.ts'

const readme = readFileSync('README.md', 'utf8')
const fresh = Object.entries({ operations: operationsTable(), settings: settingsTable() }).reduce(
  (text, [name, table]) => replaceBetween(text, name, table),
  readme,
)

if (process.argv.includes('--check')) {
  if (fresh !== readme) {
    console.error('The tables of README.md are not those of the code: run "npm run docs".')
    process.exitCode = 1
  }
} else {
  writeFileSync('README.md', fresh)
}

function replaceBetween(text: string, name: string, table: string): string {
  const start = `<!-- ${name}: printed by npm run docs -->`
  const end = `<!-- /${name} -->`
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < 0) throw new Error(`README.md has no place for the table of ${name}.`)
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`
}
