/** `npm run docs`: prints the tables of the README from the code. `--check` only says whether they are fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { settings } from '../config.ts'
import { coverage } from './coverage.ts'

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

function operationsTable(): string {
  const rows = coverage().map(({ name, implemented, tested, excused, open, evidence }) => {
    if (!implemented) return `| ${name} | answers 501 | | |`
    const declared = tested.length + excused.length + open.length
    const known = `${evidence.documented} documented, ${evidence.observed} observed, ${evidence.inferred} inferred`
    return `| ${name} | yes | ${tested.length} of ${declared} tested, ${excused.length} cannot happen here | ${known} |`
  })
  return ['| operation | implemented | declared errors | evidence in its code |', '|---|---|---|---|', ...rows].join(
    '\n',
  )
}

function settingsTable(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const initial = typeof setting.initial === 'object' || setting.initial === '' ? '' : `\`${setting.initial}\``
    return `| \`${setting.flag.replaceAll('|', '\\|')}\` | \`${setting.variable}\` | \`${name}\` | ${initial} | ${setting.says} |`
  })
  return ['| flag | variable | in the file | default | what it does |', '|---|---|---|---|---|', ...rows].join('\n')
}

function replaceBetween(text: string, name: string, table: string): string {
  const start = `<!-- ${name}: printed by npm run docs -->`
  const end = `<!-- /${name} -->`
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < 0) throw new Error(`README.md has no place for the table of ${name}.`)
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`
}
