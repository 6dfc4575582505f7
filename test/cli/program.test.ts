import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { settings } from '../../src/config.ts'
import { ran } from '../support/cli.ts'

beforeEach(() => void vi.stubEnv('NO_COLOR', '1'))
afterEach(() => void vi.unstubAllEnvs())

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
