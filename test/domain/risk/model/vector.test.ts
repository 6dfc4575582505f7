import { describe, expect, test } from 'vitest'
import type { LearnedEvent } from '../../../../src/domain/risk/model/context.ts'
import { evidenceOf, isFailure } from '../../../../src/domain/risk/model/vector.ts'

const event: LearnedEvent = {
  poolId: 'pool',
  userId: 1,
  at: 0,
  context: {},
  outcome: 'Pass',
  level: 'NoRisk',
  verified: false,
  label: null,
  allowed: false,
  learned: true,
}

describe('what an event teaches', () => {
  test.each<[string, Partial<LearnedEvent>, string]>([
    ['reported', { label: 'Invalid' }, 'invalid'],
    ['reported after a failure', { label: 'Invalid', outcome: 'Fail' }, 'invalid'],
    ['confirmed', { label: 'Valid', level: 'High' }, 'good valid'],
    ['a confirmed mistyped password', { label: 'Valid', outcome: 'Fail' }, 'good valid'],
    ['failed', { outcome: 'Fail' }, 'failed'],
    ['failed at High', { outcome: 'Fail', level: 'High', verified: true }, 'failed'],
    ['completed at NoRisk', {}, 'good'],
    ['completed at Low', { level: 'Low' }, 'good'],
    ['completed at Medium with a second factor', { level: 'Medium', verified: true }, 'good'],
    ['completed at High with a second factor', { level: 'High', verified: true }, 'good'],
    ['completed at Medium, nothing proved', { level: 'Medium' }, ''],
    ['completed at High, nothing proved', { level: 'High' }, ''],
    ['completed at High where the pool trusts what it allows', { level: 'High', allowed: true }, 'good'],
    ['not yet finished', { outcome: 'InProgress' }, ''],
    ['from an address on an exception list', { learned: false }, ''],
    ['from an address on an exception list, reported', { learned: false, label: 'Invalid' }, ''],
  ])('%s', (_, change, expected) => {
    const vector = evidenceOf({ ...event, ...change })
    const members = Object.entries(vector).filter(([, count]) => count === 1)
    expect(members.map(([name]) => name).join(' ')).toBe(expected)
  })

  test('failures count for the detectors whatever their label', () => {
    expect(isFailure({ ...event, outcome: 'Fail', label: 'Valid' })).toBe(true)
    expect(isFailure({ ...event, outcome: 'Fail', learned: false })).toBe(false)
    expect(isFailure(event)).toBe(false)
  })
})
