import { expect, test } from 'vitest'
import { ManualClock } from '../../src/base/clock.ts'
import { controlOf } from '../support/control.ts'
import { testEmulator } from '../support/emulator.ts'

test('the clock tells where it stands', async () => {
  const control = controlOf(testEmulator().core)

  const { body } = await control('GET', '/clock')

  expect(body).toEqual({ now: '2026-03-02T09:00:00.000Z', frozen: true })
})

test('a frozen clock stays frozen when it is moved, forwards or backwards', async () => {
  const control = controlOf(testEmulator().core)

  await control('POST', '/clock/advance', { seconds: 90 })
  const { body } = await control('POST', '/clock/advance', { seconds: -30.5 })

  expect(body).toEqual({ now: '2026-03-02T09:00:59.500Z', frozen: true })
})

test('a running clock goes on running from where it is set', async () => {
  const { core, clock } = testEmulator({ clock: new ManualClock(undefined, { now: () => 1000 }) })

  const { body } = await controlOf(core)('PUT', '/clock', { now: '2030-01-01T00:00:00Z' })

  expect(body).toEqual({ now: '2030-01-01T00:00:00.000Z', frozen: false })
  expect(clock.frozen).toBe(false)
})

test('it can be stopped and let run', async () => {
  const control = controlOf(testEmulator({ clock: new ManualClock() }).core)

  const stopped = await control('PUT', '/clock', { frozen: true })
  const running = await control('PUT', '/clock', { frozen: false })

  expect([stopped.body.frozen, running.body.frozen]).toEqual([true, false])
})

test.each([
  ['/clock', 'PUT', { now: 'yesterday' }],
  ['/clock', 'PUT', { later: 1 }],
  ['/clock/advance', 'POST', { seconds: '60' }],
  ['/clock/advance', 'POST', {}],
] as const)('%s refuses what it cannot read', async (path, method, body) => {
  const answer = await controlOf(testEmulator().core)(method, path, body)

  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'InvalidRequest' } } })
})

test.each([1e99, -1e99, 1e12, -1e12])(
  'it is not moved by %d seconds, out of the years that can be printed',
  async (seconds) => {
    const control = controlOf(testEmulator().core)

    const { status, body } = await control('POST', '/clock/advance', { seconds })

    expect([status, body.error.message]).toEqual([400, 'The clock goes from 1970 to 9999.'])
    expect((await control('GET', '/clock')).body.now).toBe('2026-03-02T09:00:00.000Z')
    expect((await control('PUT', '/clock', { now: '1969-12-31T23:59:59Z' })).status).toBe(400)
  },
)
