import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { listen, stop } from '../../src/server.ts'
import { ran } from '../support/cli.ts'
import { openShop, shop, shopSeed } from '../support/seeded.ts'

const tor = ['--pool', shop.pool, '--ip', '198.19.4.4', '--user-agent', 'curl/8']

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '1')
  return () => void vi.unstubAllEnvs()
})

/** A shop that listens, known to the command line by COGNITO_PLUS_URL. */
async function openForBusiness() {
  const place = await openShop({ port: 0 })
  const server = await listen(place.core)
  onTestFinished(() => stop(server))
  vi.stubEnv('COGNITO_PLUS_URL', place.core.baseUrl)
  return place
}

function file(text: string, name = 'file.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  if (text !== '') writeFileSync(path, text)
  return path
}

const json = ({ out }: { out: string }) => JSON.parse(out)

describe('simulate', () => {
  test('shows what became of the sign-in and why', async () => {
    await openForBusiness()

    const { out, code } = await ran('simulate', 'ann', ...tor)

    expect(out).toMatch(/^Refused: /)
    expect(out).toMatch(/High {2}score \+\d+\.\d\d, by engine, ENFORCED: BLOCK/)
    expect(out).toMatch(/\+\d+\.\d\d +cc +unknown +first time from this country/)
    expect(out).toContain('Mailed to ann@example.com: ')
    expect(code).toBe(0)
  })

  test('previews without leaving a trace', async () => {
    const { call } = await openForBusiness()

    const { evaluation } = json(await ran('simulate', 'ben', ...tor, '--preview', '--json'))

    expect(evaluation.source).toBe('engine')
    const { AuthEvents } = await call('AdminListUserAuthEvents', { UserPoolId: shop.pool, Username: 'ben' })
    expect(AuthEvents).toEqual([])
  })

  test('checks a password if one is given', async () => {
    await openForBusiness()

    const { outcome } = json(await ran('simulate', 'ben', ...tor, '--password', 'wrong', '--json'))

    expect(outcome.error.message).toBe('Incorrect username or password.')
  })
})

describe('explain, feedback', () => {
  test('tell the story of an event and change its end', async () => {
    await openForBusiness()
    const { authEvent } = json(await ran('simulate', 'ann', ...tor, '--json'))

    const told = await ran('explain', authEvent.EventId)
    const marked = await ran('feedback', authEvent.EventId, 'invalid')
    const after = json(await ran('explain', authEvent.EventId, '--json'))

    expect(told.out.split('\n').length).toBeGreaterThan(3)
    expect(marked.out).toBe(`Event ${authEvent.EventId} of ann is now marked Invalid.\n`)
    expect(after.feedback).toContain('Invalid')
  })

  test('know no event that there is not', async () => {
    await openForBusiness()

    expect(await ran('explain', 'nothing')).toEqual({ out: '', err: 'There is no event nothing.\n', code: 1 })
  })

  test('want to hear valid or invalid', async () => {
    const { err, code } = await ran('feedback', 'x', 'maybe')

    expect(err).toContain('Expected valid or invalid.')
    expect(code).toBe(2)
  })
})

describe('inbox', () => {
  test('lists, shows and empties', async () => {
    await openForBusiness()
    await ran('simulate', 'ann', ...tor)

    const listed = await ran('inbox')
    const shown = await ran('inbox', '--to', 'ann@example.com', '--show')
    const found = json(await ran('inbox', '--kind', 'AccountTakeOverNotification', '--json'))
    await ran('inbox', '--clear')

    expect(listed.out).toMatch(/AccountTakeOverNotification +ann@example\.com/)
    expect(shown.out).toMatch(/It was not me: http/)
    expect(found).toHaveLength(1)
    expect((await ran('inbox')).out).toBe('Nothing was sent.\n')
  })

  test('waits, and says when it waited in vain', async () => {
    await openForBusiness()

    const { err, code } = await ran('inbox', '--to', 'eve@example.com', '--wait', '0.05')

    expect(err).toContain('No message within 50 ms')
    expect(code).toBe(1)
  })
})

describe('seed, reset', () => {
  test('load files and go back to them', async () => {
    const { call } = await openForBusiness()
    const more = file('pools:\n  - { name: other }\n')

    const loaded = await ran('seed', more)
    const again = await ran('seed', more)
    await ran('reset', '--empty')

    expect(loaded.out).toBe(`${more}: 1 pool, 0 users, 0 events.\n`)
    expect(again.out).toBe(`${more}: loaded already.\n`)
    expect((await call('ListUserPools', { MaxResults: 9 })).UserPools).toEqual([])
  })

  test('point into the file that is wrong', async () => {
    await openForBusiness()
    const wrong = file('pools:\n  - { nam: other }\n')

    const { err, code } = await ran('seed', wrong)
    const checked = await ran('seed', '--check', wrong)

    expect(err).toContain(`${wrong}:2:7: there is no "nam" here.`)
    expect(code).toBe(1)
    expect(checked.err).toBe(err)
  })

  test('check a file without an emulator', async () => {
    const { out } = await ran('seed', '--check', 'seeds/demo.yaml')

    expect(out).toBe('seeds/demo.yaml: fine.\n')
  })

  test('find what only loading shows', async () => {
    const wrong = file('pools:\n  - name: x\n    users: [{ username: ann, password: short }]\n')

    const { err, code } = await ran('seed', '--check', wrong)

    expect(err).toContain(`${wrong}:3:40: Password did not conform`)
    expect(code).toBe(1)
  })
})

describe('export, import', () => {
  test('write a seed that loads again', async () => {
    await openForBusiness()
    const yaml = file('', 'shop.yaml')

    const { out } = await ran('export', '-o', yaml)

    expect(out).toBe(`Wrote ${yaml}.\n`)
    expect(readFileSync(yaml, 'utf8')).toMatch(/^# yaml-language-server/)
    await ran('reset', '--empty')
    expect((await ran('seed', yaml)).out).toBe(`${yaml}: 1 pool, 2 users, 90 events.\n`)
    expect(json(await ran('export', '--json', '--no-history')).pools[0].users).toHaveLength(2)
  })

  test('bring what the AWS command line printed', async () => {
    const { call } = await openForBusiness()
    const pool = file(JSON.stringify(await call('DescribeUserPool', { UserPoolId: shop.pool })), 'pool.json')
    const users = file(JSON.stringify(await call('ListUsers', { UserPoolId: shop.pool })), 'users.json')
    const events = file('{"AuthEvents":[]}', 'events.json')
    await ran('reset', '--empty')

    const loaded = await ran('import', pool, users, `ann=${events}`)
    const whose = await ran('import', pool, events)

    expect(loaded).toMatchObject({ out: 'Imported 1 pool, 2 users, 0 events.\n', code: 0 })
    expect(whose).toMatchObject({ err: expect.stringContaining('write USERNAME=events.json'), code: 1 })
  })
})

test('init writes a seed that loads, and overwrites nothing', async () => {
  const path = file('', 'seed.yaml')

  const first = await ran('init', path)
  const second = await ran('init', path)
  const { core } = await openShop()
  const report = await core.control.seed(readFileSync(path, 'utf8'), path)

  expect(first).toMatchObject({ code: 0, out: expect.stringContaining('start --seed') })
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining('--force') })
  expect(report).toMatchObject({ pools: 1, users: 3 })
})

describe('snapshot', () => {
  test('saves, lists and restores', async () => {
    const { call } = await openForBusiness()
    const dir = ['--dir', join(file('', 'x'), '..', 'snapshots')]

    const saved = await ran('snapshot', 'save', 'before', ...dir)
    await call('AdminDeleteUser', { UserPoolId: shop.pool, Username: 'ben' })
    const listed = await ran('snapshot', 'list', ...dir)
    await ran('snapshot', 'restore', 'before', ...dir)

    expect(saved.out).toMatch(/^Saved before \(\d+ kB\)/)
    expect(listed.out).toBe('before\n')
    expect((await call('ListUsers', { UserPoolId: shop.pool })).Users).toHaveLength(2)
  })

  test('knows what there is not, and what is no name', async () => {
    await openForBusiness()

    expect(await ran('snapshot', 'restore', 'never')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no snapshot'),
    })
    expect(await ran('snapshot', 'save', '../up')).toMatchObject({ code: 2, err: expect.stringContaining('letters') })
  })
})

describe('replay', () => {
  test('judges a history under another policy', async () => {
    const policy = file('mode: ENFORCED\nthresholds: { low: -100, medium: -90, high: -80 }\n')
    const history = file(JSON.stringify(shopSeed()), 'history.json')

    const args = [history, '--pool', shop.pool, '--policy', policy]
    const { out } = await ran('replay', ...args)

    expect(out).toMatch(/^\d+ sign-ins/)
    expect(json(await ran('replay', ...args, '--json'))).toMatchObject({ attempts: expect.any(Number) })
  })
})

describe('doctor', () => {
  test('has nothing to complain about a sound shop', async () => {
    await openForBusiness()
    const seed = shopSeed()
    Object.assign(seed.pools[0]!, {
      mfa: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
    })

    const { out, code } = await ran('doctor', file(JSON.stringify(seed), 'sound.json'))

    expect(out).toBe('1 pool, nothing to complain about.\n')
    expect(code).toBe(0)
  })

  test.each<[string, object, string]>([
    ['MFA actions with MFA off', {}, 'mfa-off'],
    ['notifications without links', { domain: undefined }, 'no-domain'],
    ['ENFORCED without configuration', { riskConfiguration: undefined }, 'nothing is enforced'],
    ['actions that nobody takes', { threatProtection: 'AUDIT' }, 'audit-only'],
    ['a client that hides its users', { clients: [{ name: 'server', secret: true }], users: [] }, 'no-context'],
    [
      'everybody behind one address',
      { users: [{ username: 'u{n}', repeat: 5, history: [{ days: 10, place: '10.0.0.1', device: 'curl/8' }] }] },
      'one-address',
    ],
  ])('finds %s', async (_, change, expected) => {
    const seed = shopSeed()
    Object.assign(seed.pools[0]!, change)

    const { out, code } = await ran('doctor', file(JSON.stringify(seed), 'sick.json'))

    expect(out).toContain(expected)
    expect(code).toBe(1)
  })
})

describe('env, exec', () => {
  test('env prints what SDKs read', async () => {
    const { core } = await openForBusiness()

    const { out } = await ran('env')

    expect(out).toContain(`export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${core.baseUrl}\n`)
    expect(out).toMatch(/^unset AWS_PROFILE /)
    expect(json(await ran('env', '--json'))).toMatchObject({ AWS_ACCESS_KEY_ID: 'cognito-plus' })
  })

  test('exec runs a command with an emulator of its own and passes on the exit code', async () => {
    const seen = file('', 'seen.json')
    const script = `fetch(process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER + '/health').then(async (answer) => {
      require('fs').writeFileSync(process.argv[1], JSON.stringify({ ...(await answer.json()), region: process.env.AWS_REGION }))
      process.exit(3)
    })`

    const { code } = await ran('exec', '--region', 'eu-central-1', '--', process.execPath, '-e', script, seen)

    expect(code).toBe(3)
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toMatchObject({ status: 'ok', region: 'eu-central-1' })
    expect(existsSync('.cognito-plus')).toBe(false)
  })

  test('exec counts a killed command as shells do', async () => {
    const { code } = await ran('exec', '--', process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")')

    expect(code).toBe(137)
  })

  test('exec says which program there is not, and leaves nothing open that would keep it running', async () => {
    const { err, code } = await ran('exec', '--', 'no-such-program')

    expect(err).toMatch(/^no-such-program cannot be started: /)
    expect(code).toBe(1)
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('TCPServerWrap'))
  })

  test('a missing command is a usage error', async () => {
    expect(await ran('exec')).toMatchObject({
      code: 2,
      err: expect.stringContaining("missing required argument 'command'"),
    })
  })
})

test('without an emulator every command says so in one sentence', async () => {
  vi.stubEnv('COGNITO_PLUS_URL', 'http://127.0.0.1:9')

  for (const args of [['inbox'], ['reset'], ['doctor'], ['explain', 'x'], ['simulate', 'ann', ...tor]]) {
    const { err, code } = await ran(...args)
    expect(err).toMatch(
      /^No emulator answers at http:\/\/127\.0\.0\.1:9 \(.*\)\. Start one with "cognito-plus start"\.\n$/,
    )
    expect(code).toBe(1)
  }
})
