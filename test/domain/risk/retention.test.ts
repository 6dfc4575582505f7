import { describe, expect, test } from 'vitest'
import { learnedEvents } from '../../../src/domain/risk/learned-events.ts'
import { rebuildRisk } from '../../../src/domain/risk/model/rebuild.ts'
import { confirmedUser } from '../../support/people.ts'
import { attempt, berlin, lagos, protectedPlace } from '../../support/protected.ts'

describe('the retention of events', () => {
  test('is two years, also before anything was deleted', async () => {
    const shop = await protectedPlace()
    await confirmedUser(shop, 'ann')
    await attempt(shop, 'ann')
    shop.clock.advance({ days: 365 })
    await attempt(shop, 'ann')
    shop.clock.advance({ days: 364 })
    expect(await shop.events('ann')).toHaveLength(2)

    shop.clock.advance({ days: 3 })

    expect(await shop.events('ann')).toHaveLength(1)
  })

  test('takes back what the events taught, so that a rebuild finds nothing to correct', async () => {
    const shop = await protectedPlace()
    await confirmedUser(shop, 'ann')
    for (const ipAddress of [berlin, berlin, lagos]) {
      const { eventId } = (await attempt(shop, 'ann', { ipAddress }))!
      if (ipAddress === lagos) await shop.feedback('ann', eventId, 'Invalid')
      shop.clock.advance({ days: 300 })
    }
    for (let i = 0; i < 250; i++) await attempt(shop, 'ann', { wrong: true })
    const stored = () => shop.core.store.tx.$client.prepare('SELECT count(*) FROM auth_events').pluck().get()

    await shop.core.retention.sweep()
    const first = stored()
    shop.clock.advance({ days: 800 })
    await shop.core.retention.sweep()

    expect([first, stored()]).toEqual([252, 0])
    const report = shop.inside((ctx) => rebuildRisk(ctx.tx, learnedEvents(ctx.tx), { keep: false }))
    expect(report.differences).toEqual([])
    const counters = ['risk_user', 'risk_user_total', 'risk_pool', 'risk_pool_total', 'risk_failures']
    const rows = counters.map((table) =>
      shop.core.store.tx.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
    expect(rows).toEqual([0, 0, 0, 0, 0])
  })
})
