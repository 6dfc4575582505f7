import { describe, expect, test } from 'vitest'
import { atHome, onTor, openShop, shop } from '../support/seeded.ts'

const ofAnn = `/pools/${shop.pool}/users/ann`
const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

describe('A preview', () => {
  test('scores like the sign-in itself, and leaves no trace', async () => {
    const { call, control } = await openShop()
    const listed = () => call('AdminListUserAuthEvents', { UserPoolId: shop.pool, Username: 'ann', MaxResults: 1 })
    const before = await listed()

    const first = await control('POST', `${ofAnn}/risk/preview`, onTor)
    const second = await control('POST', `${ofAnn}/risk/preview`, { ...onTor, clientId: shop.client })

    expect(second.body).toEqual(first.body)
    expect(await listed()).toEqual(before)
    const { body } = await control('POST', '/sign-ins', { ...ann, context: onTor })
    expect(body.evaluation).toEqual(first.body.evaluation)
  })

  test('shows a directive without using it up', async () => {
    const { control } = await openShop()
    await control('PUT', `${ofAnn}/risk/directive`, { level: 'Medium' })

    await control('POST', `${ofAnn}/risk/preview`, atHome)
    const { body } = await control('POST', `${ofAnn}/risk/preview`, atHome)

    expect(body.evaluation).toMatchObject({ level: 'Medium', source: 'directive' })
  })
})

describe('A directive', () => {
  test('fixes the level of one sign-in unless told otherwise', async () => {
    const { control } = await openShop()
    const levels = []

    const { body } = await control('PUT', `${ofAnn}/risk/directive`, { level: 'High' })
    for (let i = 0; i < 2; i++) {
      const signIn = await control('POST', '/sign-ins', { ...ann, context: { ...atHome, ipAddress: '233.252.0.10' } })
      levels.push(signIn.body.evaluation.level)
    }

    expect(body).toEqual({ level: 'High', times: 1 })
    expect(levels).toEqual(['High', 'NoRisk'])
  })

  test('holds until it is cleared where times is null', async () => {
    const { control } = await openShop()
    const signIn = () => control('POST', '/sign-ins', { ...ann, context: { ...atHome, ipAddress: '233.252.0.10' } })
    await control('PUT', `${ofAnn}/risk/directive`, { level: 'Low', times: null })
    const held = [await signIn(), await signIn(), await signIn()]

    await control('DELETE', `${ofAnn}/risk/directive`)
    const free = await signIn()

    expect(held.map(({ body }) => body.evaluation.level)).toEqual(['Low', 'Low', 'Low'])
    expect(free.body.evaluation.source).toBe('magic')
  })

  test.each([[{ level: 'high' }], [{ level: 'High', times: 0 }], [{}]])('refuses %j', async (body) => {
    const { control } = await openShop()

    expect(await control('PUT', `${ofAnn}/risk/directive`, body)).toMatchObject({ status: 400 })
  })
})

describe('The risk model of a user', () => {
  test('says what was learnt, from how many events', async () => {
    const { control } = await openShop()

    const { body } = await control('GET', `${ofAnn}/risk`)

    expect(body).toMatchObject({ events: 90, feedbacks: { valid: 0, invalid: 0 }, directive: null })
    const countries = body.features.find((feature: { feature: string }) => feature.feature === 'cc')
    expect(countries.values).toMatchObject([{ value: 'DE', good: 90, invalid: 0, valid: 0, failed: 0 }])
  })

  test('counts feedback', async () => {
    const { call, control } = await openShop()
    const { body: signIn } = await control('POST', '/sign-ins', { ...ann, context: onTor })
    await call('AdminUpdateAuthEventFeedback', {
      UserPoolId: shop.pool,
      Username: 'ann',
      EventId: signIn.authEvent.EventId,
      FeedbackValue: 'Invalid',
    })

    const { body } = await control('GET', `${ofAnn}/risk`)

    expect(body).toMatchObject({ events: 91, feedbacks: { valid: 0, invalid: 1 } })
  })

  test('is empty for somebody new', async () => {
    const { control } = await openShop()

    const { body } = await control('GET', `/pools/${shop.pool}/users/ben/risk`)

    expect(body).toEqual({
      ...{ events: 0, feedbacks: { valid: 0, invalid: 0 }, first: null, last: null, directive: null, features: [] },
    })
  })

  test.each([`/pools/${shop.pool}/users/nobody/risk`, '/pools/us-east-1_Nowhere00/users/ann/risk'])(
    'is not found under %s',
    async (path) => {
      const { control } = await openShop()

      expect(await control('GET', path)).toMatchObject({ status: 404, body: { error: { code: 'NotFound' } } })
    },
  )
})

test('a directive can be looked at', async () => {
  const { control } = await openShop()
  const path = `/pools/${shop.pool}/users/ann/risk/directive`

  expect((await control('GET', path)).body).toEqual({ directive: null })
  await control('PUT', path, { level: 'Low', times: null })
  expect((await control('GET', path)).body).toEqual({ directive: { level: 'Low', times: null } })
})

test('the risk model can be told from the newest events alone', async () => {
  const { control } = await openShop()

  const { body: whole } = await control('GET', `${ofAnn}/risk`)
  const { body: newest } = await control('GET', `${ofAnn}/risk?newest=10`)

  expect(newest.events).toBe(10)
  expect(newest.last).toBe(whole.last)
  expect(newest.features[0].values[0].good).toBe(10)
})
