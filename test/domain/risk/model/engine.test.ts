import { describe, expect, test } from 'vitest'
import type { LearnedEvent } from '../../../../src/domain/risk/model/context.ts'
import { assessAttempt } from '../../../../src/domain/risk/model/engine.ts'
import { learn, relearn } from '../../../../src/domain/risk/model/learn.ts'
import { levelOf, percentOf } from '../../../../src/domain/risk/model/level.ts'
import { distanceInKm } from '../../../../src/domain/risk/model/terms/detectors.ts'
import { counters } from './history.ts'
import { contribution, day, days, event, hour, lagos, laptop, minute, monday, open } from './samples.ts'

describe('levels', () => {
  test.each([
    [-1.01, true, 'NoRisk'],
    [-1, true, 'Low'],
    [0.39, true, 'Low'],
    [0.4, true, 'Medium'],
    [1.29, true, 'Medium'],
    [1.3, true, 'High'],
    [0, false, 'NoRisk'],
    [0.4, false, 'Medium'],
    [1.3, false, 'High'],
  ] as const)('%d with a good event %s is %s', (score, everGood, level) => {
    expect(levelOf(score, everGood)).toBe(level)
  })

  test('the percentage for people is 50 where the odds are even', () => {
    expect(percentOf(0)).toBeCloseTo(1.98, 2)
    expect(percentOf(3.9)).toBe(50)
  })
})

describe('one user', () => {
  test('is NoRisk at the first sign-in, and at the second from the same address and device', () => {
    const tx = open()
    expect(assessAttempt(tx, 'pool', 1, laptop, monday)).toEqual({ score: 0, level: 'NoRisk', terms: [] })

    learn(tx, event())

    expect(assessAttempt(tx, 'pool', 1, laptop, monday + day).level).toBe('NoRisk')
  })

  test('is told in plain words why an attempt from abroad is High', () => {
    const { level, terms } = assessAttempt(open(days(3)), 'pool', 1, lagos, monday + 2 * day + hour)

    expect(level).toBe('High')
    expect(Object.fromEntries(terms.map((term) => [term.feature, [term.value, term.reason]]))).toMatchObject({
      cc: ['NG', 'first time from this country'],
      dev: ['other', 'first time on this device'],
      tz: ['Africa/Lagos', 'first time in this time zone'],
      hour: ['09:00 UTC', 'at this time of day before'],
      travel: [expect.stringMatching(/^\d+ km in 1\.0 h$/), 'too far from the last good sign-in for the time between'],
    })
  })

  test('earns more from a device that proved its secret than from an id that can be copied', () => {
    const tx = open(days(20))
    const proved = contribution(tx, 'dev', { ...laptop, rememberedDevice: true }, monday + 20 * day)
    const copied = contribution(tx, 'dev', laptop, monday + 20 * day)

    expect(copied).toBeGreaterThanOrEqual(1.3 * Math.log(0.1))
    expect(proved).toBeLessThan(copied - 1)
    expect(proved).toBeGreaterThanOrEqual(1.3 * Math.log(0.002))
  })

  test('is not charged for travel at an operator where he is known, nor for a place that is not known', () => {
    const tx = open(days(3))
    const later = monday + 2 * day + hour
    const alone = contribution(tx, 'travel', lagos, later)
    learn(tx, event({ context: lagos, at: monday - day }))

    expect(contribution(tx, 'travel', lagos, later)).toBeLessThan(alone)
    expect(contribution(tx, 'travel', { ...lagos, latitude: undefined, longitude: undefined }, later)).toBe(0)
  })

  test('can travel while a clock stands still', () => {
    expect(contribution(open([event()]), 'travel', lagos, monday)).toBe(1.75)
  })

  test('quarantined sign-ins teach nothing until they are confirmed', () => {
    const tx = open(days(3))
    const empty = counters(tx)
    const risky = event({ context: lagos, at: monday + 3 * day, level: 'High' })
    learn(tx, risky)
    expect(counters(tx)).toEqual(empty)

    relearn(tx, risky, { ...risky, label: 'Valid' })
    expect(assessAttempt(tx, 'pool', 1, lagos, monday + 4 * day).level).toBe('NoRisk')
  })

  test('is Low, not new, when all evidence has aged out', () => {
    expect(assessAttempt(open(days(3)), 'pool', 1, lagos, monday + 400 * day)).toMatchObject({ score: 0, level: 'Low' })
  })
})

describe('failures', () => {
  const failures = (count: number, change: (i: number) => Partial<LearnedEvent>) =>
    Array.from({ length: count }, (_, i) => event({ outcome: 'Fail', ...change(i) }))

  test('of the hour before count with the share of it that is not yet an hour old', () => {
    const tx = open(failures(6, () => ({ at: monday + 59 * minute })))

    expect(contribution(tx, 'fail.context', laptop, monday + 59 * minute)).toBeCloseTo(0.6 * Math.log2(5), 12)
    expect(contribution(tx, 'fail.context', laptop, monday + 90 * minute)).toBeCloseTo(0.6 * Math.log2(2), 12)
    expect(contribution(tx, 'fail.context', laptop, monday + 120 * minute)).toBe(0)
  })

  test('of one name in two clock hours are one name', () => {
    const names = (at: number) => failures(6, (i) => ({ at, userId: `x${i}` }))
    const tx = open([...names(monday + 59 * minute), ...names(monday + 61 * minute)])

    expect(contribution(tx, 'stuffing', laptop, monday + 62 * minute)).toBeCloseTo(0.8 * Math.log2(4), 12)
  })

  test('of callers without an address are not taken for one network', () => {
    const nowhere = { ...laptop, ipAddress: '' }
    const tx = open(failures(20, (i) => ({ context: nowhere, userId: `x${i}` })))

    expect(contribution(tx, 'stuffing', nowhere, monday)).toBe(0)
    expect(contribution(tx, 'rep.ip', nowhere, monday)).toBe(0)
  })
})

describe('great circles', () => {
  test('Oslo to Bucharest is about 2,000 km, and no way at all is 0', () => {
    const oslo = { latitude: 59.91, longitude: 10.75 }
    expect(distanceInKm(oslo, { latitude: 44.43, longitude: 26.1 })).toBeCloseTo(2007, -1)
    expect(distanceInKm(oslo, oslo)).toBe(0)
    expect(distanceInKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(Math.PI * 6371, 6)
  })
})
