import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LearnedEvent, RiskContext } from '../../../../src/domain/risk/model/context.ts'
import { assessAttempt } from '../../../../src/domain/risk/model/engine.ts'
import { learn, relearn } from '../../../../src/domain/risk/model/learn.ts'
import { rebuildRisk } from '../../../../src/domain/risk/model/rebuild.ts'
import { contexts, counters, emptyWorld, histories, longLives, play, runs, userOf, type World } from './history.ts'

describe('the invariants of the risk model, over random histories', () => {
  test('I1, I2: the terms add up to the score, and the same state and attempt give the same answer', () => {
    fc.assert(
      fc.property(histories(80), contexts, (history, context) => {
        const world = play(history)
        const again = play(history)
        for (const who of [1, 2, 3, 4]) {
          const result = score(world, who, context)
          expect(result.terms.reduce((sum, term) => sum + term.contribution, 0)).toBe(result.score)
          expect(Number.isFinite(result.score)).toBe(true)
          expect(score(world, who, context)).toEqual(result)
          expect(score(again, who, context)).toEqual(result)
        }
      }),
      runs(40),
    )
  })

  test('I3: resubmitting a label changes nothing', () => {
    fc.assert(
      fc.property(histories(60), fc.nat(), (history, which) => {
        const world = play(history)
        const event = pick(world, which)
        if (!event) return
        const before = counters(world.tx)

        relearn(world.tx, event, event)

        expect(counters(world.tx)).toEqual(before)
      }),
      runs(40),
    )
  })

  test('I4, I5: the last label of an event decides, whatever was said before and in whichever order', () => {
    fc.assert(
      fc.property(histories(60), fc.array(fc.nat(), { maxLength: 20 }), (history, order) => {
        const world = play(history)

        expect(counters(world.tx)).toEqual(countersOf(shuffled(world.events, order)))
      }),
      runs(60),
    )
  })

  test('I4: removing a label restores the state before it', () => {
    fc.assert(
      fc.property(
        histories(60),
        fc.nat(),
        fc.constantFrom('Valid' as const, 'Invalid' as const),
        (history, which, label) => {
          const world = play(history)
          const event = pick(world, which)
          if (!event) return
          const before = counters(world.tx)

          relearn(world.tx, event, { ...event, label })
          relearn(world.tx, { ...event, label }, event)

          expect(counters(world.tx)).toEqual(before)
        },
      ),
      runs(40),
    )
  })

  test('I6: a rebuild from the events finds no difference, with deletions, retention and purges', () => {
    fc.assert(
      fc.property(longLives(120), (history) => {
        const world = play(history)
        const before = counters(world.tx)

        const report = world.tx.$client.transaction(() => rebuildRisk(world.tx, world.events, { keep: false }))()

        expect(report).toEqual({ events: world.events.length, differences: [] })
        expect(counters(world.tx)).toEqual(before)
      }),
      runs(60),
    )
  })

  test('I7: after Valid the same context never scores higher, after Invalid never lower', () => {
    fc.assert(
      fc.property(histories(40), fc.integer({ min: 0, max: 80 * 24 * 3_600_000 }), (history, later) => {
        const world = play(history)
        world.now += later
        for (const event of world.events) {
          if (!labellable(event) || tooOld(event, world.now)) continue
          const scores = (['Invalid', 'Valid'] as const).map((label) => {
            relearn(world.tx, event, { ...event, label })
            const labelled = scoreOf(world, event)
            relearn(world.tx, { ...event, label }, event)
            return labelled
          })
          const [invalid = 0, valid = 0] = scores
          const now = scoreOf(world, event)
          expect(valid).toBeLessThanOrEqual(now + (event.label === 'Valid' ? 0 : slack))
          expect(invalid).toBeGreaterThanOrEqual(now - (event.label === 'Invalid' ? 0 : slack))
        }
      }),
      runs(60),
    )
  })

  test('I7: one more ordinary success never raises the score of its context', () => {
    fc.assert(
      fc.property(histories(40), contexts, (history, context) => {
        const world = play(history)
        for (const who of [1, 2, 3, 4]) {
          const before = score(world, who, context).score
          learn(world.tx, success(who, context, world.now))
          expect(score(world, who, context).score).toBeLessThanOrEqual(before + slack)
        }
      }),
      runs(60),
    )
  })

  test('I8: one label moves the score of another user by at most 6.6', () => {
    fc.assert(
      fc.property(histories(40), (history) => {
        const world = play(history)
        for (const event of world.events.filter(labellable).filter(({ poolId }) => poolId === 'pool-a')) {
          const others = [1, 2, 3, 4].filter((who) => who !== event.userId)
          const at = { ...world, now: Math.max(world.now, event.at) }
          const scores = ([null, 'Valid', 'Invalid'] as const).map((label) => {
            relearn(world.tx, event, { ...event, label })
            const moved = others.map((who) => score(at, who, event.context).score)
            relearn(world.tx, { ...event, label }, event)
            return moved
          })
          for (const [i] of others.entries()) {
            const seen = scores.map((row) => row[i]!)
            expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(6.6)
          }
        }
      }),
      runs(30),
    )
  })

  test('I9: failures from elsewhere, however many, never lift a familiar context of the owner above Low', () => {
    fc.assert(
      fc.property(
        histories(30),
        contexts.filter(({ ipAddress, deviceId }) => ipAddress !== undefined && deviceId !== undefined),
        fc.array(contexts, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 60 }),
        (history, home, foreign, count) => {
          const world = play(history)
          const owner = 5
          for (let i = 0; i < 3; i++) learn(world.tx, success(owner, home, world.now - i * 86_400_000))
          const before = score(world, owner, home).score
          const elsewhere = foreign.filter(({ ipAddress }) => ipAddress?.slice(0, 6) !== home.ipAddress?.slice(0, 6))
          for (let i = 0; i < count; i++) {
            for (const context of elsewhere) {
              learn(world.tx, { ...success(owner, context, world.now), outcome: 'Fail' })
            }
          }
          const after = score(world, owner, home)
          expect(after.score).toBeLessThanOrEqual(before + 0.5 + slack)
          expect(['NoRisk', 'Low']).toContain(after.level)
        },
      ),
      runs(40),
    )
  })

  test('I10: what happens in one pool says nothing in another', () => {
    fc.assert(
      fc.property(histories(60), contexts, (history, context) => {
        const both = play(history)
        const alone = emptyWorld()
        for (const event of both.events) if (event.poolId === 'pool-a') learn(alone.tx, event)
        alone.now = both.now
        for (const who of [1, 2, 3, 4]) expect(score(both, who, context)).toEqual(score(alone, who, context))
      }),
      runs(40),
    )
  })
})

/** Scores are compared within this, as the specification does. */
const slack = 1e-9

function score(world: Pick<World, 'tx' | 'now'>, who: number, context: RiskContext) {
  return assessAttempt(world.tx, 'pool-a', userOf('pool-a', who), context, world.now)
}

function scoreOf(world: World, event: LearnedEvent): number {
  return assessAttempt(world.tx, event.poolId, event.userId as number, event.context, world.now).score
}

function success(who: number, context: RiskContext, at: number): LearnedEvent {
  return {
    poolId: 'pool-a',
    userId: userOf('pool-a', who),
    at,
    context,
    outcome: 'Pass',
    level: 'NoRisk',
    verified: false,
    label: null,
    allowed: false,
    learned: true,
  }
}

function labellable(event: LearnedEvent): boolean {
  return typeof event.userId === 'number' && event.learned
}

/** Evidence of more than eleven epochs ago weighs nothing, so that its label changes only the totals. */
function tooOld(event: LearnedEvent, now: number): boolean {
  const epoch = (time: number) => Math.floor(time / (30 * 86_400_000))
  return epoch(now) - epoch(event.at) > 11
}

function pick(world: World, which: number): LearnedEvent | undefined {
  const events = world.events.filter(labellable)
  return events[which % Math.max(1, events.length)]
}

function shuffled(events: readonly LearnedEvent[], order: readonly number[]): LearnedEvent[] {
  const rest = [...events]
  const picked = order.flatMap((n) => rest.splice(n % Math.max(1, rest.length), 1))
  return [...picked, ...rest.reverse()]
}

function countersOf(events: readonly LearnedEvent[]): Record<string, unknown[]> {
  const { tx } = emptyWorld()
  for (const event of events) learn(tx, event)
  return counters(tx)
}
