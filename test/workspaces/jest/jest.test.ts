import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'

const here = import.meta.dirname
const top = resolve(here, '../../..')

/** The project as it is published, beside Jest; its one dependency is borrowed. */
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-packed-'))
  try {
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: top })
    const target = join(here, 'node_modules/cognito-plus')
    rmSync(target, { recursive: true, force: true })
    mkdirSync(target)
    execFileSync('sh', ['-c', `tar -xzf ${folder}/*.tgz --strip-components=1 -C ${target}`])
    const driver = join(here, 'node_modules/better-sqlite3')
    if (!existsSync(driver)) symlinkSync(join(top, 'node_modules/better-sqlite3'), driver)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)

/** Jest, begun in this folder as a user's script would. */
function jest(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const outside = { ...process.env, VITEST: undefined, NODE_ENV: undefined, NO_COLOR: '1', FORCE_COLOR: undefined }
  const program = join(here, 'node_modules/jest/bin/jest.js')
  const child = spawn(process.execPath, [program, '--ci', ...args], { cwd: here, env: { ...outside, ...env } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const ended = new Promise<number | null>((end) => child.once('close', end))
  return { child, ended, printed: () => printed }
}

test('test files side by side have an emulator each, and its matchers', async () => {
  const run = jest(['--maxWorkers=3'])

  expect(await run.ended, run.printed()).toBe(0)
  expect(run.printed()).toContain('Test Suites: 6 passed, 6 total')
  expect(run.printed()).toContain('Tests:       11 passed, 11 total')
  expect(run.printed()).not.toContain('did not exit')
})

test('an emulator that cannot start says why, and nothing hangs', async () => {
  const run = jest(['bare'], { COGNITO_PLUS_SEED: 'nowhere.yaml' })

  expect(await run.ended).toBe(1)
  expect(run.printed()).toContain('There is no seed file nowhere.yaml.')
  expect(run.printed()).not.toContain('Exceeded timeout')
})

test('no emulator outlives a Jest that was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-jest-'))
  const file = join(folder, 'url')
  const run = jest(['--runInBand', '--testMatch', '<rootDir>/endless.cjs'], { URL_FILE: file })
  while (!existsSync(file)) await wait(50)
  const health = () => fetch(`${readFileSync(file, 'utf8')}/health`).then(({ status }) => status)
  const before = await health()

  run.child.kill('SIGKILL')
  await run.ended

  await expect.poll(() => health().catch(() => 'gone'), { timeout: 10_000 }).toBe('gone')
  expect(before).toBe(200)
  rmSync(folder, { recursive: true })
})

test('the types are those of Jest', () => {
  const compiler = join(top, 'node_modules/typescript/bin/tsc')

  const { status, stdout } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', here], { encoding: 'utf8' })

  expect(stdout).toBe('')
  expect(status).toBe(0)
})
