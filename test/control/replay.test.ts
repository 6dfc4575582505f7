import { describe, expect, test } from 'vitest'
import { confirmedUser } from '../support/people.ts'
import { always, attempt, magic, type ProtectedPlace, protectedPlace } from '../support/protected.ts'

async function replay(shop: ProtectedPlace, body: unknown, poolId = shop.poolId) {
  const url = `http://localhost:4590/_emulator/api/pools/${poolId}/replay`
  const answer = await shop.core.app.request(url, { method: 'POST', body: JSON.stringify(body) })
  // biome-ignore lint/suspicious/noExplicitAny: the answer is looked at member by member
  return { status: answer.status, body: (await answer.json()) as any }
}

async function shopWithHistory() {
  const shop = await protectedPlace()
  await confirmedUser(shop, 'ann')
  const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.High }))!
  shop.clock.advance({ hours: 1 })
  await attempt(shop, 'ann', { ipAddress: magic.Low })
  return { ...shop, eventId }
}

const blocking = { AccountTakeoverRiskConfiguration: { Actions: { HighAction: always('BLOCK').HighAction } } }

describe('POST /pools/{id}/replay', () => {
  test('says which stored sign-ins would end otherwise', async () => {
    const shop = await shopWithHistory()

    const { status, body } = await replay(shop, { policy: blocking })

    expect(status).toBe(200)
    expect(body).toMatchObject({ attempts: 2, changed: 1, moves: { 'allow → block': 1 } })
    expect(body.changes).toEqual([
      {
        eventId: shop.eventId,
        username: 'ann',
        at: '2026-03-02T09:00:00.000Z',
        score: 0,
        before: { level: 'High', outcome: 'allow' },
        after: { level: 'High', outcome: 'block' },
        label: null,
      },
    ])
  })

  test('judges by the pool’s own configuration where the policy names none', async () => {
    const shop = await shopWithHistory()
    await shop.configure(blocking)

    const { body } = await replay(shop, { policy: { thresholds: { medium: 0.5 } } })

    expect(body.moves).toEqual({ 'allow → block': 1 })
  })

  test('takes a policy as DescribeRiskConfiguration prints it', async () => {
    const shop = await shopWithHistory()
    const UserPoolId = shop.poolId
    await shop.call('SetRiskConfiguration', { UserPoolId, ...blocking })
    const policy = JSON.parse(JSON.stringify(await shop.call('DescribeRiskConfiguration', { UserPoolId })))
    await shop.call('SetRiskConfiguration', { UserPoolId })

    const { body } = await replay(shop, { policy })

    expect(body.moves).toEqual({ 'allow → block': 1 })
  })

  test('judges only so many of the newest events where that is asked for', async () => {
    const shop = await shopWithHistory()
    const policy = { mode: 'ENFORCED', ...blocking }
    const { body: all } = await replay(shop, { policy })
    const { body: newest } = await replay(shop, { policy, newest: 1 })
    const { body: more } = await replay(shop, { policy, newest: 100_000 })

    expect(newest).toMatchObject({ attempts: 1, before: { levels: { Low: 1, High: 0 } } })
    expect(more).toEqual(all)
    const since = '2099-01-01T00:00:00.000Z'
    expect((await replay(shop, { policy, newest: 1, since })).body.attempts).toBe(0)
  })

  test('challenges only who has a factor', async () => {
    const shop = await shopWithHistory()
    const policy = { AccountTakeoverRiskConfiguration: { Actions: always('MFA_REQUIRED') } }

    const { body } = await replay(shop, { policy })

    expect(body.moves).toEqual({ 'allow → block': 2 })
  })

  test('begins where it is told', async () => {
    const shop = await shopWithHistory()

    const { body } = await replay(shop, { policy: blocking, since: '2026-03-02T10:00:00Z' })

    expect(body).toMatchObject({ attempts: 1, changed: 0 })
  })

  test.each([
    ['a configuration that the API would refuse', { policy: { AccountTakeoverRiskConfiguration: {} } }, 400],
    ['a part that no policy has', { policy: { AccountTakeoverConfiguration: {} } }, 400],
    ['no policy', {}, 400],
  ])('refuses %s', async (_name, body, status) => {
    expect((await replay(await shopWithHistory(), body)).status).toBe(status)
  })

  test('does not know a pool that is not there', async () => {
    expect((await replay(await shopWithHistory(), { policy: {} }, 'us-east-1_AAAAAAAAA')).status).toBe(404)
  })
})
