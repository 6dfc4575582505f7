const { emulator } = require('cognito-plus/jest')

const ann = { userPoolId: 'us-east-1_Shop00001', username: 'ann' }
const signIn = { ...ann, clientId: 'shopweb000000000000000000', context: { ipAddress: '198.51.100.1' } }

beforeEach(() => emulator.reset())

test('the endpoint is in the environment', async () => {
  const { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url, AWS_REGION: region } = process.env

  expect(url).toBe(emulator.url)
  expect(region).toBe('us-east-1')
  expect((await fetch(`${url}/health`)).status).toBe(200)
})

test('a risky sign-in is blocked, and Ann is told', async () => {
  await emulator.nextRisk(ann, 'High')

  const result = await emulator.signIn(signIn)

  expect(result.outcome.error.message).toBe('Unable to login because of security reasons.')
  await expect(result).toHaveRisk('High')
  await expect(ann).toHaveRisk('High')
  await expect(ann).not.toHaveRisk('Low')
  await expect('ann@example.com').toHaveBeenMailed({ kind: 'AccountTakeOverNotification' })
  await expect('ben@example.com').not.toHaveBeenMailed()
})

test('what failed is said in a sentence', async () => {
  await emulator.nextRisk(ann, 'High')
  await emulator.signIn(signIn)

  await expect(expect(ann).toHaveRisk('Low')).rejects.toThrow('The risk is High, expected Low.')
  await expect(expect(ann).not.toHaveBeenMailed()).rejects.toThrow('ann was sent "Blocked sign-in attempt".')
  await expect(expect(ann).toHaveBeenMailed({ kind: 'SignUp' })).rejects.toThrow(
    'Nothing that fits {"kind":"SignUp"} was sent to ann; other messages: AccountTakeOverNotification.',
  )
  await expect(emulator.events.waitFor(ann, { level: 'Low' }, { timeoutMs: 50 })).rejects.toThrow(
    'No event of ann within 50 ms that fits {"level":"Low"}; there are: SignIn Fail High.',
  )
})

test('nobody waits to see that nothing was sent', async () => {
  const started = performance.now()

  await expect(ann).not.toHaveBeenMailed()

  expect(performance.now() - started).toBeLessThan(900)
})

test('states are taken, kept in a file, and restored', async () => {
  const { readFileSync, writeFileSync } = require('node:fs')
  const file = require('node:path').join(require('node:os').tmpdir(), `cognito-plus-jest-${process.pid}.sqlite`)
  writeFileSync(file, await emulator.snapshot())
  await emulator.reset({ seed: false })
  const empty = await emulator.call('ListUserPools', { MaxResults: 9 })

  await emulator.restore(readFileSync(file))

  require('node:fs').rmSync(file)
  expect(empty.UserPools).toEqual([])
  expect((await emulator.call('ListUserPools', { MaxResults: 9 })).UserPools).toHaveLength(1)
})

test('the clock moves', async () => {
  await emulator.clock.freeze()
  const { now } = await emulator.clock.get()

  await emulator.clock.advance({ hours: 1, minutes: 1 })

  expect(Date.parse((await emulator.clock.get()).now) - Date.parse(now)).toBe(61 * 60_000)
})
