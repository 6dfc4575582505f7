import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createProgram } from '../../src/cli/program.ts'
import { testEmulator } from '../support/emulator.ts'
import { project, runIn } from '../support/project.ts'

interface Block {
  readonly page: string
  readonly language: string
  /** `file=…` and `run=…` behind the language. */
  readonly given: Readonly<Record<string, string>>
  readonly text: string
}

const blocks: Block[] = globSync('docs/*.md').flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```/gm)].map(([, language, rest, text]) => ({
    page,
    language: language!,
    given: Object.fromEntries([...rest!.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
    text: text!,
  })),
)
const seed = blocks.find(({ page, language }) => page === 'docs/seeds.md' && language === 'yaml')!.text

test('the seed of the manual loads', async () => {
  const { core } = testEmulator()

  const report = await core.control.seed(seed, 'shop.yaml')

  expect(report).toMatchObject({ loaded: true, pools: 1, users: 12 })
})

describe('Every command in the manual', () => {
  const lines = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ page, text }) =>
      text.split('\n').flatMap((line) => (line.startsWith('cognito-plus ') ? [{ page, line }] : [])),
    )

  test.each(lines)('$line', ({ line }) => {
    const words = line.split(' -- ')[0]!.split(/\s+/).slice(1)
    let command = createProgram()
    for (let inner = find(command, words[0]!); inner; inner = find(command, words[0]!)) {
      command = inner
      words.shift()
      if (words.length === 0) break
    }

    expect(command.name()).not.toBe('cognito-plus')
    const known = command.options.flatMap(({ long, short }) => [long, short])
    for (const word of words.filter((one) => one.startsWith('-'))) expect(known).toContain(word)
  })
})

function find(command: ReturnType<typeof createProgram>, name: string) {
  return command.commands.find((inner) => inner.name() === name)
}

test('YAML is YAML', () => {
  for (const { text } of blocks.filter(({ language }) => language === 'yaml')) expect(() => parse(text)).not.toThrow()
})

describe('Examples that run', () => {
  test('the test of Vitest', { timeout: 60_000 }, async () => {
    const named = blocks.filter(({ given }) => given['file'] !== undefined)
    const files = Object.fromEntries(named.map(({ given, text }) => [given['file']!, text]))
    const packages = ['vitest', '@aws-sdk/client-cognito-identity-provider', 'better-sqlite3']
    const folder = project({ ...files, 'shop.yaml': seed }, packages)

    const { printed, code } = await runIn(folder, resolve('node_modules/vitest/vitest.mjs'), 'run')

    expect(code, printed).toBe(0)
    expect(printed).toContain('3 passed')
  })

  test.each(
    blocks.filter(
      ({ language, given, text }) => given['run'] === 'node' || (language === 'js' && text.includes('startEmulator(')),
    ),
  )('a program of $page', { timeout: 30_000 }, async ({ text }) => {
    const folder = project({ 'program.mjs': text, 'shop.yaml': seed })

    const { printed, code } = await runIn(folder, 'program.mjs')

    expect(code, printed).toBe(0)
  })

  test('the test of pytest', { timeout: 60_000 }, async ({ skip }) => {
    const { text } = blocks.find(({ language }) => language === 'python')!
    const folder = project({ 'test_pools.py': `${text}\n\ntest_there_are_no_pools()\nprint("well done")\n` })
    const python = ['-c', `import importlib.util as u, sys; sys.exit(not u.find_spec("boto3"))`]
    const present = await runIn(
      folder,
      '-e',
      `process.exit(require('child_process').spawnSync('python3', ${JSON.stringify(python)}).status ?? 1)`,
    )
    if (present.code !== 0) skip('boto3 is not there')

    const { printed, code } = await runIn(folder, resolve('dist/cli.js'), 'exec', '--', 'python3', 'test_pools.py')

    expect(printed).toBe('well done\n')
    expect(code).toBe(0)
  })
})

test('the page of compatibility is written from the code', () => {
  const page = readFileSync('docs/compatibility.md', 'utf8')

  expect(page).toContain('## Believed, not known')
  expect(page.split('\n').filter((line) => line.startsWith('- ')).length).toBeGreaterThan(200)
})
