import { describe, expect, test } from 'vitest'
import { type AuthEvent, authEvents } from '../../src/store/schema/events.ts'
import { testEmulator } from '../support/emulator.ts'
import { shop, shopSeed } from '../support/seeded.ts'

/** What is stored of ann's sign-ins with this history, oldest first. */
async function stored(...history: object[]): Promise<AuthEvent[]> {
  const seed = shopSeed()
  Object.assign(seed.pools[0]!.users[0]!, { history })
  const { core } = testEmulator()
  await core.control.seed(JSON.stringify(seed), 'shop.json')
  return core.store.tx.select().from(authEvents).orderBy(authEvents.seq).all()
}

const berlin = { days: 30, place: 'Berlin', device: 'Chrome on Windows' }
const hourIn = (timeZone: string, at: number) =>
  Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at))

describe('A made history', () => {
  test('has so many sign-ins a day, oldest first, the last one yesterday', async () => {
    const events = await stored({ ...berlin, perDay: 2 })

    const times = events.map(({ at }) => at)
    expect(events).toHaveLength(60)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 31))
    expect(times.at(-1)).toBeLessThan(Date.UTC(2026, 2, 2))
  })

  test('has the right number on average where it is no whole one', async () => {
    const { length } = await stored({ ...berlin, days: 400, perDay: 0.5 })

    expect(length).toBeGreaterThan(160)
    expect(length).toBeLessThan(240)
  })

  test('keeps to the hours of the place', async () => {
    const events = await stored({ days: 60, perDay: 3, place: 'Seattle', device: 'Chrome on Mac', hours: '9-17' })

    const hours = events.map(({ at }) => hourIn('America/Los_Angeles', at))
    expect(Math.min(...hours)).toBe(9)
    expect(Math.max(...hours)).toBe(16)
  })

  test('may go on over midnight', async () => {
    const events = await stored({ ...berlin, perDay: 5, hours: '22-2' })

    expect(new Set(events.map(({ at }) => hourIn('Europe/Berlin', at)))).toEqual(new Set([22, 23, 0, 1]))
  })

  test('comes from the place, on the device, as a real sign-in would', async () => {
    const [event] = await stored(berlin)

    expect(event).toMatchObject({
      ...{
        type: 'SignIn',
        response: 'Pass',
        decision: 'NoRisk',
        level: 'NoRisk',
        learned: true,
        clientId: shop.client,
      },
      challenges: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
      context: {
        ipAddress: expect.stringMatching(/^198\.51\.100\.\d+$/),
        ...{ city: 'Berlin', country: 'Germany', countryCode: 'DE', asn: 64497, network: 'access', placedBy: 'table' },
        ...{ deviceType: 'desktop', deviceId: 'ann/Chrome on Windows', timezone: '+01:00' },
        ...{ riskTimezone: 'Europe/Berlin', hasContextData: true },
      },
    })
  })

  test('uses one address unless told otherwise', async () => {
    const addresses = (events: AuthEvent[]) => new Set(events.map(({ context }) => context.ipAddress)).size

    expect(addresses(await stored(berlin))).toBe(1)
    expect(addresses(await stored({ ...berlin, addresses: 6, perDay: 3 }))).toBeGreaterThan(3)
  })

  test('draws a place for each day and a device for each sign-in', async () => {
    const events = await stored({
      ...{ days: 40, perDay: 3, place: ['Berlin', 'Lagos', '192.0.2.0/28'] },
      device: ['Chrome on Windows', 'Safari on iPhone'],
    })

    expect(new Set(events.map(({ context }) => context.city))).toEqual(new Set(['Berlin', 'Lagos', 'Seattle']))
    const daysOf = (os: string) =>
      events.filter(({ context }) => context.os?.startsWith(os)).map(({ at }) => Math.floor(at / 86_400_000))
    expect(daysOf('Windows').some((day) => daysOf('iOS').includes(day))).toBe(true)
  })

  test('has wrong passwords where it should, just before the right ones', async () => {
    const events = await stored({ ...berlin, failures: 1 })

    expect(events).toHaveLength(60)
    expect(events[0]).toMatchObject({ response: 'Fail', challenges: [{ ChallengeResponse: 'Failure' }] })
    expect(events[1]!.at - events[0]!.at).toBe(20_000)
  })

  test('may stop long ago', async () => {
    const events = await stored({ ...berlin, until: 20 })

    expect(events).toHaveLength(10)
  })

  test('may be without device data, or with a second factor', async () => {
    const [event] = await stored({ ...berlin, deviceId: false, verified: true })

    expect(event).toMatchObject({ verified: true, context: { hasContextData: false } })
    expect(event!.challenges.map(({ ChallengeName }) => ChallengeName)).toEqual(['Password', 'Mfa'])
  })
})

describe('A listed event', () => {
  test('is stored as it is written', async () => {
    const [event] = await stored({
      ...{ id: '11111111-2222-4333-8444-555555555555', at: '2026-02-01T10:00:00Z', address: '203.0.113.9' },
      ...{ level: 'High', response: 'Fail', device: 'Firefox on Linux', feedback: 'Invalid' },
    })

    expect(event).toMatchObject({
      ...{ id: '11111111-2222-4333-8444-555555555555', at: Date.UTC(2026, 1, 1, 10), level: 'High' },
      ...{ decision: 'AccountTakeover', response: 'Fail', feedbackValue: 'Invalid', feedbackProvider: 'Admin' },
      context: { ipAddress: '203.0.113.9', city: 'Lagos', os: expect.stringContaining('Linux') },
    })
  })

  test('may be dated back from now', async () => {
    const [event] = await stored({ ago: '1.5 hours', place: 'Berlin' })

    expect(event!.at).toBe(Date.UTC(2026, 2, 2, 7, 30))
  })
})

test('rows of one history are put into the order of time', async () => {
  const events = await stored({ ago: '1 day', place: 'Lagos' }, { ago: '3 days', place: 'Berlin' })

  expect(events.map(({ context }) => context.city)).toEqual(['Berlin', 'Lagos'])
})

describe('A sign-in of a history', () => {
  test('is rated on what was known by then', async () => {
    const events = await stored(berlin)

    expect(events[0]!.evaluation).toMatchObject({ score: 0, source: 'engine', mode: 'AUDIT', configuration: 'pool' })
    const last = events.at(-1)!.evaluation!
    expect(last.level).toBe('NoRisk')
    expect(last.score).toBeLessThan(-1)
    expect(last.contributions.map(({ feature }) => feature)).toContain('ip')
    expect(last.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(last.score, 9)
  })

  test('is taken for the user’s own where it passed, however risky it was', async () => {
    const lagos = { place: 'Lagos', device: 'Chrome on Android' }
    const events = await stored({ ...berlin, days: 90 }, { ago: '2 hours', ...lagos }, { ago: '1 hour', ...lagos })

    const [first, second] = events.slice(-2)
    expect(first).toMatchObject({ level: 'High', decision: 'AccountTakeover', response: 'Pass' })
    expect(first!.evaluation).toMatchObject({ level: 'High', source: 'engine', action: 'NONE', trusted: true })
    expect(second!.evaluation!.score).toBeLessThan(first!.evaluation!.score - 5)
  })

  test('has the level that it is told, and the score of the engine', async () => {
    const events = await stored(
      { ...berlin, days: 90 },
      { ago: '1 hour', place: 'Lagos', device: 'Chrome on Android', level: 'NoRisk' },
    )

    const { level, evaluation } = events.at(-1)!
    expect(level).toBe('NoRisk')
    expect(evaluation).toMatchObject({ level: 'NoRisk', source: 'directive', decision: 'NoRisk', action: 'NONE' })
    expect(evaluation!.score).toBeGreaterThan(evaluation!.thresholds.high)
  })

  test('is compared with what other users of the pool had done by then', async () => {
    const seed = shopSeed()
    const { users } = seed.pools[0]!
    const attack = { address: '203.0.113.9', response: 'Fail' }
    Object.assign(users[0]!, { history: [{ ago: '2 hours', ...attack }] })
    Object.assign(users[1]!, {
      history: [
        { ago: '30 days', place: 'Berlin' },
        { ago: '1 hour', ...attack },
      ],
    })
    const { core } = testEmulator()
    await core.control.seed(JSON.stringify(seed), 'shop.json')

    const events = core.store.tx.select().from(authEvents).orderBy(authEvents.seq).all()
    expect(events.map(({ userId, at }) => [userId, at])).toEqual(
      events.toSorted((a, b) => a.at - b.at).map(({ userId, at }) => [userId, at]),
    )
    expect(events.at(-1)!.evaluation!.contributions.map(({ feature }) => feature)).toContain('rep.ip')
  })

  test('is not rated where the pool has too many of them', async () => {
    const events = await stored({ ...berlin, days: 300, perDay: 17 })

    expect(events.length).toBeGreaterThan(5000)
    expect(events.every(({ evaluation }) => evaluation === null)).toBe(true)
  })
})

test('other events of a history are not rated', async () => {
  const [event] = await stored({ ago: '1 day', type: 'PasswordChange', place: 'Berlin' })

  expect(event).toMatchObject({ type: 'PasswordChange', evaluation: null })
})
