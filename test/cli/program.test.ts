import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { settings } from '../../src/config.ts'

/** Runs a command line that ends by itself: what it prints, and its exit code. */
async function ran(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  const printed = { out: '', err: '' }
  const to = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    printed[stream] += text
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(to('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(to('err'))
  await run(args)
  vi.restoreAllMocks()
  return { ...printed, code: Number(process.exitCode ?? 0) }
}

beforeEach(() => vi.stubEnv('NO_COLOR', '1'))
afterEach(() => {
  process.exitCode = undefined
  vi.unstubAllEnvs()
})

describe('Help', () => {
  test('lists the commands', async () => {
    const { out, code } = await ran('--help')

    expect(out).toContain('start')
    expect(code).toBe(0)
  })

  test('of start lists every setting with its variable', async () => {
    const { out } = await ran('start', '--help')

    const words = out.replace(/\s+/g, ' ')
    for (const { flag, variable } of Object.values(settings)) {
      expect(words).toContain(flag)
      expect(words).toContain(`[${variable}]`)
    }
  })
})

test('the version is that of the package', async () => {
  const { out, code } = await ran('--version')

  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(code).toBe(0)
})

describe('A command line that is wrong ends with code 2 and says what was meant:', () => {
  test.each([
    ['an unknown option', ['--prot', '1'], "unknown option '--prot'", 'Did you mean --port?'],
    ['an unknown command', ['strat'], "unknown command 'strat'", 'Did you mean start?'],
    ['a missing value', ['start', '--port'], "option '--port <n>' argument missing", ''],
    ['a port that is none', ['--port', 'http'], 'Setting port: expected a number from 0 to 65535, got "http".', ''],
    ['a level that is none', ['--log-level', 'loud'], 'Setting logLevel: expected info or debug or', ''],
    ['a configuration file that is not there', ['--config', 'nowhere.yaml'], 'no configuration file nowhere.yaml', ''],
  ])('%s', async (_, args, complaint, hint) => {
    const { err, out, code } = await ran(...args)

    expect(err).toContain(complaint)
    expect(err).toContain(hint)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  test('a variable that cannot be read', async () => {
    vi.stubEnv('COGNITO_PLUS_QUOTAS', 'maybe')

    const { err, code } = await ran('start')

    expect(err).toBe('Setting quotas: expected true or false, got "maybe".\n')
    expect(code).toBe(2)
  })
})
