/** `npm run fresh`: makes everything again that is made from something else, and fails where the result differs. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'

const generated = [
  'src/api/generated/model.ts',
  'src/api/generated/types.ts',
  'src/operations/index.ts',
  'schema/seed.schema.json',
  'docs/compatibility.md',
]

const before = generated.map(read)
npm('run', '--silent', 'generate')
const stale = generated.filter((path, i) => read(path) !== before[i])
if (stale.length > 0) fail(`These were out of date and have been made again: ${stale.join(', ')}.`)

// drizzle-kit wants a path below the present folder.
mkdirSync('node_modules/.cache', { recursive: true })
const scratch = mkdtempSync('node_modules/.cache/migrations-')
try {
  cpSync('migrations', scratch, { recursive: true })
  npm(
    'exec',
    '--',
    'drizzle-kit',
    'generate',
    '--dialect=sqlite',
    '--schema=./src/store/schema/*.ts',
    `--out=${scratch}`,
  )
  if (readdirSync(scratch).length !== readdirSync('migrations').length) {
    fail(
      'The migrations are not those of the schema: run "npm run migrate:new" (or, before a release, migrate:baseline).',
    )
  }
} finally {
  rmSync(scratch, { recursive: true })
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}

function npm(...args: string[]): void {
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}
