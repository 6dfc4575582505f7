/**
 * `npm run test:package`: packs the package, installs it into a project of its own without install scripts, and uses it
 * there as a stranger would, under every version of Node that it supports. Needs the registry.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const versions = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24', '26']
const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-package-'))
const run = (file: string, args: readonly string[], cwd = folder) =>
  execFileSync(file, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })

const consumer = `
import { connect, ManualClock, startEmulator, type Emulator, type SignInResult } from 'cognito-plus'

const emulator: Emulator = await startEmulator({ clock: new ManualClock() })
const seed = {
  pools: [{ id: 'us-east-1_Consumer1', name: 'shop', threatProtection: 'AUDIT', clients: [{ id: 'web', name: 'web' }], users: [{ username: 'ann' }] }],
}
await emulator.seed(seed)
const user = { userPoolId: 'us-east-1_Consumer1', username: 'ann' }
const result: SignInResult = await connect(emulator.url).signIn({ ...user, clientId: 'web', context: { ipAddress: '233.252.0.13' } })
emulator.clock.advance({ minutes: 61 })
if (result.evaluation?.level !== 'High') throw new Error('expected High, got ' + JSON.stringify(result))
await emulator.close()
console.log('library works')
`

/** Programs and types of CommonJS: what Jest's users have, and resolution as TypeScript did it before there were exports. */
const older = `
import { startEmulator, type Emulator } from 'cognito-plus'
import { emulator } from 'cognito-plus/jest'

export const url: Promise<string> = startEmulator().then((started: Emulator) => started.url)
export const health = () => emulator.health()
`
const required = `
require('cognito-plus').startEmulator().then(async (emulator) => {
  const { UserPools } = await emulator.call('ListUserPools', { MaxResults: 1 })
  await emulator.close()
  console.log('required, with ' + UserPools.length + ' pools')
})
`

try {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], process.cwd()),
  ) as [{ filename: string }]
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  run('npm', [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    join(folder, packed.filename),
    'typescript@5',
    '@types/node@22',
  ])
  const natives = readdirSync(join(folder, 'node_modules', 'better-sqlite3')).includes('build')
  if (natives) throw new Error('Installing compiled something.')

  writeFileSync(join(folder, 'consumer.ts'), consumer)
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2023', '--module', 'nodenext']
  const checked = ['--lib', 'es2023,esnext.disposable,dom', '--skipLibCheck', 'false']
  run('npx', ['tsc', ...strict, ...checked, 'consumer.ts'])
  writeFileSync(join(folder, 'older.ts'), older)
  const before = ['--strict', '--target', 'es2022', '--module', 'commonjs', '--moduleResolution', 'node10']
  run('npx', ['tsc', '--noEmit', ...before, '--ignoreDeprecations', '5.0', ...checked, 'older.ts'])
  writeFileSync(join(folder, 'required.cjs'), required)

  for (const version of versions) {
    const home = join(folder, `node-${version}`)
    mkdirSync(home)
    const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', home, `${platform}@${version}`])
    const node = join(home, 'node_modules', platform, 'bin', 'node')
    const works = `${run(node, ['consumer.js']).trim()}; ${run(node, ['required.cjs']).trim()}`
    const cli = join('node_modules', 'cognito-plus', 'dist', 'cli.js')
    const child = run(node, [
      cli,
      'exec',
      '--',
      node,
      '-e',
      `fetch(process.env.COGNITO_PLUS_URL + '/health').then((a) => a.text()).then(console.log)`,
    ])
    console.log(`Node ${run(node, ['--version']).trim()}: ${works}; program: ${child.trim()}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
