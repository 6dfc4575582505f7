import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LearnedEvent } from '../../../../src/domain/risk/model/context.ts'
import { learn } from '../../../../src/domain/risk/model/learn.ts'
import { learnHistory } from '../../../../src/domain/risk/model/learn-history.ts'
import { openStore, type Tx } from '../../../../src/store/database.ts'
import { contexts, counters, runs } from './history.ts'

const pool = 'us-east-1_Pool00001'
const start = Date.UTC(2025, 0, 1)

const event = (userId: number) =>
  fc.record({
    poolId: fc.constant(pool),
    userId: fc.constant(userId),
    at: fc.integer({ min: start, max: start + 100 * 86_400_000 }),
    context: contexts,
    outcome: fc.constantFrom<LearnedEvent['outcome']>('Pass', 'Pass', 'Pass', 'Fail', 'InProgress'),
    level: fc.constantFrom<LearnedEvent['level']>('NoRisk', 'NoRisk', 'Low', 'Medium'),
    verified: fc.boolean(),
    label: fc.constantFrom<LearnedEvent['label']>(null, null, null, 'Valid', 'Invalid'),
    allowed: fc.constant(false),
    learned: fc.constantFrom(true, true, true, false),
  })
const of = (userId: number, maxLength = 25) => fc.array(event(userId), { maxLength })

/** Every counter of the model after a deed. */
function countersAfter(deed: (tx: Tx) => void): unknown {
  const { tx, close } = openStore(':memory:')
  deed(tx)
  const rows = counters(tx)
  close()
  return rows
}

test('a history learnt at once leaves the very counters that its events leave one by one', () => {
  fc.assert(
    fc.property(of(1), of(2), of(1, 5), (first, second, later) => {
      const oneByOne = countersAfter((tx) => {
        for (const one of [...first, ...second, ...later]) learn(tx, one)
      })
      const atOnce = countersAfter((tx) => {
        learnHistory(tx, pool, 1, first)
        learnHistory(tx, pool, 2, second)
        // On top of what is there already.
        learnHistory(tx, pool, 1, later)
      })

      expect(atOnce).toEqual(oneByOne)
    }),
    runs(60),
  )
})
