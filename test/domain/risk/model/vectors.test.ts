import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hashUnknownName, type LearnedEvent, type RiskContext } from '../../../../src/domain/risk/model/context.ts'
import { assessAttempt } from '../../../../src/domain/risk/model/engine.ts'
import { learn, relearn } from '../../../../src/domain/risk/model/learn.ts'
import { openStore } from '../../../../src/store/database.ts'

interface VectorContext {
  cc: string
  asn: number
  ip: string
  lat: number
  lon: number
  dt: string
  os: string
  br: string
  ua: string
  dev: string | null
  rem: boolean
  tz: string
}
type Step =
  | {
      do: 'score'
      note: string
      user: string
      t: number
      context: VectorContext
      terms: [string, number][]
      score: number
      level: string
    }
  | {
      do: 'event'
      id: string
      user: string
      t: number
      passed: boolean
      known: boolean
      unconfirmedRisk: boolean
      context: VectorContext
    }
  | { do: 'feedback'; id: string; label: 'Valid' | 'Invalid' }

const { steps } = JSON.parse(readFileSync(new URL('../../../fixtures/risk-vectors.json', import.meta.url), 'utf8')) as {
  steps: Step[]
}

describe('the check values of the risk model', () => {
  const { tx } = openStore(':memory:')
  const users = new Map<string, number>()
  const events = new Map<string, LearnedEvent>()
  const numberOf = (name: string) => users.get(name) ?? users.set(name, users.size + 1).get(name)!

  // The steps build on each other, so that a failing one may be the consequence of an earlier one.
  for (const [i, step] of steps.entries()) {
    if (step.do === 'score') {
      test(`step ${i}: ${step.note}`, () => {
        const result = assessAttempt(tx, 'pool', numberOf(step.user), contextOf(step.context), step.t * 1000)

        expect(result.terms.map((term) => term.feature)).toEqual(step.terms.map(([feature]) => feature))
        for (const [j, [, value]] of step.terms.entries()) {
          expect(Math.abs(result.terms[j]!.contribution - value)).toBeLessThan(1e-9)
        }
        expect(Math.abs(result.score - step.score)).toBeLessThan(1e-9)
        expect(result.level).toBe(step.level)
        expect(result.terms.every((term) => term.reason.length > 0 && term.value.length > 0)).toBe(true)
      })
    } else if (step.do === 'event') {
      test(`step ${i}: learns ${step.id} of ${step.user}`, () => {
        const event: LearnedEvent = {
          poolId: 'pool',
          userId: step.known ? numberOf(step.user) : hashUnknownName(Buffer.from('key'), 'pool', step.user),
          at: step.t * 1000,
          context: contextOf(step.context),
          outcome: step.passed ? 'Pass' : 'Fail',
          level: step.unconfirmedRisk ? 'High' : 'NoRisk',
          verified: false,
          label: null,
          allowed: false,
          learned: true,
        }
        learn(tx, event)
        events.set(step.id, event)
      })
    } else {
      test(`step ${i}: ${step.id} is ${step.label}`, () => {
        const before = events.get(step.id)!
        const after = { ...before, label: step.label }
        relearn(tx, before, after)
        events.set(step.id, after)
      })
    }
  }
})

function contextOf(context: VectorContext): RiskContext {
  return {
    ipAddress: context.ip,
    countryCode: context.cc,
    asn: context.asn,
    latitude: context.lat,
    longitude: context.lon,
    userAgent: context.ua,
    deviceType: context.dt,
    os: context.os,
    browser: context.br,
    deviceId: context.dev ?? undefined,
    rememberedDevice: context.rem,
    riskTimezone: context.tz,
  }
}
