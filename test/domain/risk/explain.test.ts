import { describe, expect, test } from 'vitest'
import { getPool } from '../../../src/domain/pools/pools.ts'
import { setDirective } from '../../../src/domain/risk/directives.ts'
import { explainEvent, explanationLines } from '../../../src/domain/risk/explain.ts'
import { getUser } from '../../../src/domain/users/users.ts'
import { confirmedUser } from '../../support/people.ts'
import {
  always,
  attempt,
  berlin,
  firefoxOnLinux,
  lagos,
  magic,
  type ProtectedPlace,
  protectedPlace,
  seattle,
  sourceArn,
} from '../../support/protected.ts'

const notifying = {
  AccountTakeoverRiskConfiguration: {
    Actions: always('BLOCK', true),
    NotifyConfiguration: { SourceArn: sourceArn },
  },
}

async function shopWithAnn(options: Parameters<typeof protectedPlace>[0] = { risk: notifying }) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann')
  return shop
}

const explain = (shop: ProtectedPlace, eventId: string) => shop.inside((ctx) => explainEvent(ctx, shop.event(eventId)))

describe('the explanation of an event', () => {
  test('tells the whole story, largest term first', async () => {
    const shop = await shopWithAnn()
    for (let day = 0; day < 14; day++) {
      await attempt(shop, 'ann', { ipAddress: berlin })
      shop.clock.advance({ days: 1 })
    }
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: lagos, userAgent: firefoxOnLinux }))!
    await shop.feedback('ann', eventId, 'Invalid')

    const explanation = explain(shop, eventId)

    const { score, contributions } = shop.event(eventId).evaluation!
    expect(explanation.headline).toBe(`SignIn: High with score ${score.toFixed(2)}; it was blocked.`)
    expect(explanation.attempt).toBe(
      `ann, 2026-03-16 09:00:00 UTC, from Lagos, Nigeria (${lagos}, AS64498) with Firefox 128, Linux.`,
    )
    expect(explanation.rating).toBe(
      `The engine decided: ${score.toFixed(2)} is High. Low from -1.00, Medium from 0.40, High from 1.30.`,
    )
    expect(explanation.terms).toHaveLength(contributions.length)
    expect(explanation.terms[0]?.sentence).toMatch(/^first time from this country \(NG\): \+3\.\d\d$/)
    const sizes = explanation.terms.map(({ contribution }) => Math.abs(contribution))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(explanation.action).toBe("The pool's HighAction is BLOCK.")
    expect(explanation.sent).toBe('"Blocked sign-in attempt" to ann@example.com: delivered.')
    expect(explanation.feedback).toMatch(
      /^Admin said Invalid on 2026-03-16 09:00:00 UTC: it moves the same attempt, if made now, from \d\.\d\d \(High\) to \d+\.\d\d \(High\)\.$/,
    )
    expect(explanationLines(explanation)).toHaveLength(6 + contributions.length)
  })

  test('changes nothing by telling what feedback changed', async () => {
    const shop = await shopWithAnn({})
    const { eventId } = (await attempt(shop, 'ann'))!
    await shop.feedback('ann', eventId, 'Valid')
    const counters = () =>
      ['risk_user', 'risk_user_total', 'risk_pool', 'risk_pool_total', 'risk_places'].map((table) =>
        shop.core.store.tx.$client.prepare(`SELECT * FROM ${table}`).all(),
      )
    const before = counters()

    explain(shop, eventId)

    expect(counters()).toEqual(before)
  })

  test.each<[string, Partial<Parameters<typeof protectedPlace>[0]>, Parameters<typeof attempt>[2], RegExp, RegExp]>([
    [
      'a magic address',
      {},
      { ipAddress: magic.High },
      /^233\.252\.0\.13 is a magic address that fixes the level High; the engine alone says NoRisk \(0\.00\)\./,
      /^There is no risk configuration/,
    ],
    ['a first sign-in', {}, {}, /never seen good gets NoRisk for Low\.$/, /^There was nothing to do\.$/],
    ['audit mode', { mode: 'AUDIT' }, { ipAddress: magic.Low }, /fixes the level Low/, /^Audit mode: /],
    [
      'a level without action',
      { risk: { AccountTakeoverRiskConfiguration: { Actions: {} } } },
      { ipAddress: magic.Low },
      /Low/,
      /^The pool's risk configuration has no action for Low\.$/,
    ],
    [
      'a missing factor',
      { risk: { AccountTakeoverRiskConfiguration: { Actions: always('MFA_REQUIRED') } } },
      { ipAddress: magic.Low },
      /Low/,
      /^The pool's LowAction is MFA_REQUIRED, and the user has no factor to be challenged with\.$/,
    ],
    [
      'a skipped address',
      { risk: { RiskExceptionConfiguration: { SkippedIPRangeList: [`${seattle}/32`] } } },
      {},
      /^192\.0\.2\.7 is on the skip list, so the attempt was not evaluated\.$/,
      /^The pool's list applied\.$/,
    ],
  ])('names the reason: %s', async (_name, options, how, rating, action) => {
    const shop = await shopWithAnn(options)
    const { eventId } = (await attempt(shop, 'ann', how))!

    const explanation = explain(shop, eventId)

    expect(explanation.rating).toMatch(rating)
    expect(explanation.action).toMatch(action)
    expect(explanation.feedback).toBeUndefined()
  })

  test('names a directive', async () => {
    const shop = await shopWithAnn()
    shop.inside((ctx) => setDirective(ctx, getUser(ctx, getPool(ctx, shop.poolId), 'ann'), 'Medium', 1))
    const { eventId } = (await attempt(shop, 'ann'))!

    expect(explain(shop, eventId).rating).toMatch(/^A directive fixed the level Medium; the engine alone says NoRisk/)
  })

  test('names a wrong password', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann', { wrong: true, ipAddress: magic.High })
    const [event] = await shop.events('ann')

    expect(explain(shop, event!.EventId!).action).toBe('The password was wrong: nothing else was done about it.')
  })
})
