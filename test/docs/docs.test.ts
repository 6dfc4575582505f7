import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createProgram } from '../../src/cli/program.ts'
import { parseSeed } from '../../src/seed/parse.ts'
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
const seedsOf = (page: string) =>
  blocks.filter((block) => block.page === page && block.language === 'yaml').map(({ text }) => text)
const [seed = '', shared = ''] = seedsOf('docs/seeds.md')
const [hosted = ''] = seedsOf('docs/hosted.md')

test.each([
  ['the shop', seed, 12],
  ['what is shared', shared, 2],
  ['the hosted pages', hosted, 1],
])('the seed of the manual for %s loads', async (_, text, users) => {
  const { core } = testEmulator()

  const report = await core.control.seed(text, 'shop.yaml')

  expect(report).toMatchObject({ loaded: true, pools: 1, users })
})

test('what goes wrong is said as the manual says it', () => {
  const wrong = [
    ...['pools:', '  - name: shop', '    tier: pluss', '    threatProtecton: AUDIT', '    users:'],
    ...['      - phone: 4915550001', '        username: ann'],
  ].join('\n')

  expect(() => parseSeed(wrong, 'shop.yaml')).toThrow(
    blocks.find(({ page, language }) => page === 'docs/seeds.md' && language === 'text')!.text.trim(),
  )
})

describe('Every command in the manual', () => {
  // At the beginning of a line, or where another tool is told to run it.
  const lines = blocks.flatMap(({ page, text }) =>
    [...text.matchAll(/(?:^|npx )(cognito-plus [a-z][^'\n]*)/gm)].map(([, line]) => ({ page, line: line! })),
  )

  test('are found', () => {
    expect(lines.map(({ page }) => page)).toEqual(expect.arrayContaining(['docs/testing.md', 'docs/seeds.md']))
    expect(lines.map(({ line }) => line)).toContain('cognito-plus exec --seed shop.yaml -- npm test')
    expect(lines.map(({ line }) => line)).toContain('cognito-plus start --memory --seed shop.yaml')
  })

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
    const packages = ['vitest', '@aws-sdk/client-cognito-identity-provider']
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
    expect(printed).toContain(/console\.log\(.*\/\/ (.*)/.exec(text)?.[1] ?? '')
  })

  test.each(blocks.filter(({ given, text }) => given['run'] === 'hosted' || text.startsWith('await emulator.')))(
    'lines of $page about an emulator that is there',
    { timeout: 30_000 },
    async ({ text }) => {
      const start = `import { startEmulator } from 'cognito-plus'
      await using emulator = await startEmulator({ seed: ['shop.yaml', 'hosted.yaml'] })`
      const folder = project({ 'program.mjs': `${start}\n${text}`, 'shop.yaml': seed, 'hosted.yaml': hosted })

      const { printed, code } = await runIn(folder, 'program.mjs')

      expect(code, printed).toBe(0)
      if (text.includes('back.headers')) expect(printed).toMatch(/^http:\/\/localhost:3000\/callback\?code=/)
      if (text.includes('page.status')) expect(printed).toMatch(/\/oauth2\/token\n200\n$/)
    },
  )

  test('the tasks for Cypress', { timeout: 30_000 }, async () => {
    const config = blocks.find(({ text }) => text.startsWith('// cypress.config.js'))!.text
    const program = `
      import { startEmulator } from 'cognito-plus'
      await using emulator = await startEmulator({ seed: ['shop.yaml'], port: 0 })
      process.env.URL = emulator.url
      const tasks = {}
      ;(await import('./cypress.config.mjs')).default.e2e.setupNodeEvents((_, given) => Object.assign(tasks, given))
      const user = { userPoolId: 'us-east-1_Shop00001', username: 'ann' }
      const answers = [await tasks.reset(), await tasks.nextRisk({ user, level: 'High' })]
      await emulator.signIn({ ...user, clientId: 'shopweb000000000000000000', context: { ipAddress: '192.0.2.1' } })
      console.log(JSON.stringify([...answers, (await tasks.mail({ to: 'ann@example.com' })).kind]))
    `
    const here = config.replace("'http://localhost:4590'", 'process.env.URL')
    const folder = project({ 'program.mjs': program, 'cypress.config.mjs': here, 'shop.yaml': seed })

    const { printed, code } = await runIn(folder, 'program.mjs')

    expect(code, printed).toBe(0)
    expect(JSON.parse(printed)).toEqual([null, null, 'AccountTakeOverNotification'])
  })

  test.each(blocks.filter(({ language }) => language === 'js'))('is JavaScript in $page', async ({ text }) => {
    const name = text.includes('module.exports') ? 'block.cjs' : 'block.mjs'

    const { printed, code } = await runIn(project({ [name]: text }), '--check', name)

    expect(code, printed).toBe(0)
  })

  test('the types for Jest are those that the tests of Jest compile', () => {
    const { text } = blocks.find(({ language }) => language === 'ts')!
    const [, declaration] = /(declare module[\s\S]*)/.exec(text)!

    expect(readFileSync('test/workspaces/jest/typed.ts', 'utf8')).toContain(declaration!.trim())
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
