import { expect, test } from 'vitest'
import { onTor, openShop, shop } from '../support/seeded.ts'

const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

/** Ann's sign-in through Tor was blocked. */
async function blocked() {
  const test = await openShop()
  const { body } = await test.control('POST', '/sign-ins', { ...ann, context: onTor })
  const path = `/pools/${shop.pool}/users/ann/events/${body.authEvent.EventId}`
  return { ...test, path, eventId: body.authEvent.EventId as string }
}

test('an event tells what each answer would do to the same attempt', async () => {
  const { control, path } = await blocked()

  const { body } = await control('GET', `${path}/feedback-effect`)

  expect(body.feedback).toBeNull()
  expect(body.invalid.score).toBeGreaterThan(body.none.score)
  expect(body.valid.score).toBeLessThan(body.none.score)
  for (const { score, contributions } of [body.none, body.valid, body.invalid]) {
    const sum = contributions.reduce((total: number, term: { contribution: number }) => total + term.contribution, 0)
    expect(sum).toBeCloseTo(score, 9)
  }
})

test('looking changes nothing, and an answer makes true what was told', async () => {
  const { control, path, eventId } = await blocked()
  const preview = () => control('POST', `/pools/${shop.pool}/users/ann/risk/preview`, onTor)
  const { body: before } = await control('GET', `${path}/feedback-effect`)
  expect((await preview()).body.evaluation.score).toBe(before.none.score)

  await control('POST', '/calls/AdminUpdateAuthEventFeedback', {
    UserPoolId: shop.pool,
    Username: 'ann',
    EventId: eventId,
    FeedbackValue: 'Invalid',
  })

  const { body: after } = await control('GET', `${path}/feedback-effect`)
  expect(after).toEqual({ ...before, feedback: 'Invalid' })
  expect((await preview()).body.evaluation.score).toBe(before.invalid.score)
})

test('an event that is not there has no effect', async () => {
  const { control } = await openShop()

  expect((await control('GET', `/pools/${shop.pool}/users/ann/events/none/feedback-effect`)).status).toBe(404)
})
