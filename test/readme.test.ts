import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { routes } from '../src/control/api.ts'
import { operationsTable, settingsTable } from '../src/dev/readme-tables.ts'
import { type Emulator, startEmulator } from '../src/emulator.ts'

const readme = readFileSync('README.md', 'utf8')

/** The fenced blocks of the README in one language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text!)
}

/** Runs a block of the README with the address of an emulator that runs; resolves to what it prints. */
async function run(program: string, args: string[], block: string, { url }: Emulator): Promise<string> {
  const library = new URL('../src/index.ts', import.meta.url).href
  const text = block.replaceAll('http://localhost:4590', url).replaceAll("'cognito-plus'", `'${library}'`)
  const running = promisify(execFile)(program, args, { timeout: 30_000 })
  running.child.stdin!.end(text)
  return (await running).stdout
}

const node = (block: string, emulator: Emulator) =>
  run(process.execPath, ['--import', 'tsx', '--input-type=module'], block, emulator)

/** Whether a program is there; if not, one line says what is skipped. */
function has(program: string, args: string[], what: string): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    process.stdout.write(`Skipped, as it cannot be run here: ${what} of the README\n`)
    return false
  }
}

async function demoEmulator(): Promise<Emulator> {
  const emulator = await startEmulator({ seed: ['seeds/demo.yaml'] })
  onTestFinished(() => emulator.close())
  return emulator
}

/** Figures depend on the time of day. */
const withoutFigures = (text: string) => text.replaceAll(/-?\d+\.\d+/g, '#')

describe('what the README shows', { timeout: 60_000 }, () => {
  const [loop, library] = blocks('javascript')

  test('the loop prints what it says', async () => {
    const printed = await node(loop!, await demoEmulator())

    expect(withoutFigures(printed)).toBe(withoutFigures(blocks('text')[0]!))
    const [, before, after] = /The score was (\S+) and is now (\S+);/.exec(printed)!
    expect(Number(before)).toBeGreaterThan(1.3)
    expect(Number(after)).toBeGreaterThan(Number(before) + 3)
  })

  test.runIf(has('python3', ['-c', 'import boto3'], 'the Python'))(
    'the Python changes the answer to Valid, and the sign-in is NoRisk',
    async () => {
      const emulator = await demoEmulator()
      await node(loop!, emulator)

      await run('python3', ['-'], blocks('python')[0]!, emulator)

      const ann = `${emulator.url}/_emulator/api/pools/us-east-1_DemoShop1/users/ann`
      const { events } = (await (await fetch(`${ann}/events?limit=1`)).json()) as { events: unknown[] }
      expect(events[0]).toMatchObject({ authEvent: { EventFeedback: { FeedbackValue: 'Valid', Provider: 'User' } } })
      const [, lagos] = /const lagos = (\{.*\})$/m.exec(loop!)!
      const [, ipAddress, userAgent] = /ipAddress: '(.*)', userAgent: '(.*)'/.exec(lagos!)!
      const body = JSON.stringify({ ipAddress, userAgent })
      const preview = await fetch(`${ann}/risk/preview`, { method: 'POST', body })
      expect(await preview.json()).toMatchObject({ evaluation: { level: 'NoRisk' } })
    },
  )

  test.runIf(has('curl', ['--version'], 'the shell'))('every curl of the shell is answered', async () => {
    const emulator = await demoEmulator()

    const printed = await run('sh', ['-e'], blocks('sh').join('\n'), emulator)

    expect(printed).toContain('"AccessToken"')
    expect(printed).toContain('"source":"directive"')
    expect(printed).toContain('AccountTakeOverNotification')
  })

  test('a plain sign-in of Ann is refused', async () => {
    const { url } = await demoEmulator()
    const [, plain] = /-d '(\{"ClientId".*?\})'/s.exec(readme)!
    const target = 'AWSCognitoIdentityProviderService.InitiateAuth'

    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body: plain!.replace('dora', 'ann').replace('Correct-Horse-4', 'Correct-Horse-1'),
    })

    expect(await answer.json()).toMatchObject({ message: 'Unable to login because of security reasons.' })
  })

  test('the library starts in a program of its own', async () => {
    expect(await node(library!, await demoEmulator())).toBe('PLUS\n')
  })

  test('the table of the control API is that of the code', () => {
    const shown = [...readme.matchAll(/^\| `(GET|POST|PUT|DELETE) (\/\S*)` \|/gm)].map(
      ([, method, path]) => `${method} ${path}`,
    )
    const served = routes.map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)

    expect(shown).toEqual(served)
  })

  test('the table of settings is that of the code', () => {
    expect(readme).toContain(`\n${settingsTable()}\n`)
  })

  test('the table of operations has the operations that are there', () => {
    const answered = (table: string) => [...table.matchAll(/^\| (\w+) \| (yes|answers 501) \|/gm)].map(([row]) => row)

    expect(answered(readme)).toEqual(answered(operationsTable()))
  })
})
