import { describe, expect, test } from 'vitest'
import { hashUnknownName } from '../../../../src/domain/risk/model/context.ts'
import { assessAttempt } from '../../../../src/domain/risk/model/engine.ts'
import { forgetExpired, forgetPool, forgetUser } from '../../../../src/domain/risk/model/forget.ts'
import { unlearn } from '../../../../src/domain/risk/model/learn.ts'
import { rebuildRisk } from '../../../../src/domain/risk/model/rebuild.ts'
import { forgetUnknownAttempts, learnUnknownAttempt } from '../../../../src/domain/risk/model/unknown-names.ts'
import { counters } from './history.ts'
import { contribution, day, days, event, hour, lagos, laptop, minute, monday, open } from './samples.ts'

describe('forgetting', () => {
  test('a deleted user leaves what would be there without him', () => {
    const others = [event({ userId: 2 }), event({ userId: 2, outcome: 'Fail', at: monday + hour })]
    const tx = open([...others, ...days(4), event({ outcome: 'Fail' }), event({ label: 'Invalid', context: lagos })])

    forgetUser(tx, 'pool', 1)

    expect(counters(tx)).toEqual(counters(open(others)))
  })

  test('a deleted pool leaves nothing, and other pools as they were', () => {
    const other = [event({ poolId: 'other', userId: 9 })]
    const tx = open([...other, ...days(4)])
    learnUnknownAttempt(tx, { poolId: 'pool', name: 'hash', at: monday, context: lagos })

    forgetPool(tx, 'pool', [1])

    expect(counters(tx)).toEqual(counters(open(other)))
  })

  test('taking every event back leaves nothing', () => {
    const events = [...days(4), event({ outcome: 'Fail' }), event({ label: 'Invalid' }), event({ label: 'Valid' })]
    const tx = open(events)
    for (const each of events) unlearn(tx, each)

    expect(Object.values(counters(tx)).flat()).toEqual([])
  })

  test('a purge changes no score, and deletes what has aged out', () => {
    const tx = open([...days(4), event({ outcome: 'Fail' })])
    const later = monday + 400 * day
    const before = assessAttempt(tx, 'pool', 1, laptop, later)

    forgetExpired(tx, later)

    expect(assessAttempt(tx, 'pool', 1, laptop, later)).toEqual(before)
    expect(counters(tx)['risk_user']).toEqual([])
    expect(counters(tx)['risk_pool']).toEqual([])
    expect(counters(tx)['risk_failures']).toEqual([])
  })
})

describe('names that nobody has', () => {
  const attempt = (i: number) => ({
    poolId: 'pool',
    name: hashUnknownName(Buffer.from('key'), 'pool', `ghost${i}`),
    at: monday + i * minute,
    context: lagos,
  })

  test('are stored as keyed hashes, and weigh on the network they came from', () => {
    const tx = open(days(3))
    for (let i = 0; i < 8; i++) learnUnknownAttempt(tx, attempt(i))

    expect(contribution(tx, 'stuffing', lagos, monday + 10 * minute)).toBeGreaterThan(2)
    expect(contribution(tx, 'rep.ip', lagos, monday + 2 * day)).toBeGreaterThan(1)
    expect(JSON.stringify(tx.$client.prepare('SELECT * FROM risk_unknown_attempts').all())).not.toContain('ghost')
  })

  test('are taken back by retention', () => {
    const tx = open(days(3))
    for (let i = 0; i < 8; i++) learnUnknownAttempt(tx, attempt(i))

    expect(forgetUnknownAttempts(tx, 'pool', monday + day)).toBe(8)

    expect(counters(tx)).toEqual(counters(open(days(3))))
  })

  test('take part in a rebuild', () => {
    const tx = open(days(3))
    for (let i = 0; i < 8; i++) learnUnknownAttempt(tx, attempt(i))

    expect(rebuildRisk(tx, days(3), { keep: false })).toEqual({ events: 11, differences: [] })
  })
})

describe('a rebuild', () => {
  test('reports a counter that the events do not explain, and repairs it when asked to', () => {
    const tx = open(days(3))
    const right = counters(tx)
    tx.$client.exec('UPDATE risk_user_total SET good = good + 1 WHERE parent = 0')

    const { differences } = rebuildRisk(tx, days(3), { keep: true })

    expect(differences).toEqual([
      {
        table: 'risk_user_total',
        surplus: 5,
        missing: 5,
        examples: expect.arrayContaining([expect.stringMatching(/^surplus/)]),
      },
    ])
    expect(counters(tx)).toEqual(right)
    expect(rebuildRisk(tx, days(3), { keep: false }).differences).toEqual([])
  })

  test('brings back what was purged before the clock was set back', () => {
    const tx = open(days(3))
    const right = counters(tx)
    forgetExpired(tx, monday + 400 * day)

    expect(rebuildRisk(tx, days(3), { keep: true }).differences).toEqual([])

    expect(counters(tx)).toEqual(right)
  })
})
