import { expect, test } from 'vitest'
import { atHome, onTor, openShop, shop } from '../support/seeded.ts'

const ofAnn = `/pools/${shop.pool}/users/ann`
const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

test('an event comes with explanation, circumstances, feedback and messages', async () => {
  const { call, control } = await openShop()
  const { body: signIn } = await control('POST', '/sign-ins', { ...ann, context: onTor })
  const eventId = signIn.authEvent.EventId
  const event = { UserPoolId: shop.pool, Username: 'ann', EventId: eventId }
  await call('AdminUpdateAuthEventFeedback', { ...event, FeedbackValue: 'Invalid' })

  const { body } = await control('GET', `${ofAnn}/events/${eventId}`)

  expect(body).toMatchObject({
    authEvent: { EventId: eventId, EventFeedback: { FeedbackValue: 'Invalid', Provider: 'Admin' } },
    evaluation: signIn.evaluation,
    context: { ipAddress: onTor.ipAddress, userAgent: onTor.userAgent, network: 'tor' },
    feedback: { value: 'Invalid', provider: 'Admin', at: '2026-03-02T09:00:00.000Z' },
    messages: [{ id: signIn.message.id }],
    clientId: shop.client,
  })
})

test('events are listed newest first', async () => {
  const { control } = await openShop()
  const { body: signIn } = await control('POST', '/sign-ins', { ...ann, context: onTor })

  const { body } = await control('GET', `${ofAnn}/events?limit=2`)

  expect(body.events).toHaveLength(2)
  expect(body.events[0].authEvent.EventId).toBe(signIn.authEvent.EventId)
})

test('the event of somebody else is not found', async () => {
  const { control } = await openShop()
  const { body: signIn } = await control('POST', '/sign-ins', { ...ann, context: onTor })

  const answer = await control('GET', `/pools/${shop.pool}/users/ben/events/${signIn.authEvent.EventId}`)

  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'NotFound' } } })
})

test('events come in pages, and only those that are wanted', async () => {
  const { control } = await openShop()
  await control('POST', '/sign-ins', { ...ann, context: { ...atHome, ipAddress: '233.252.0.13' } })
  const path = `/pools/${shop.pool}/users/ann/events`
  const { body: all } = await control('GET', `${path}?limit=500`)

  const { body: first } = await control('GET', `${path}?limit=3`)
  const { body: second } = await control('GET', `${path}?limit=3&before=${first.next}`)
  const { body: high } = await control('GET', `${path}?level=High`)

  expect([...first.events, ...second.events]).toEqual(all.events.slice(0, 6))
  expect(high.events).toEqual([all.events[0]])
  expect(high.next).toBeUndefined()
  expect((await control('GET', `${path}?before=none`)).status).toBe(404)
})

test('a pool has the events of all of its users', async () => {
  const { control } = await openShop()
  await control('POST', '/sign-ins', { ...ann, username: 'ben', context: atHome })

  const { body } = await control('GET', `/pools/${shop.pool}/events?limit=2`)

  expect(body.events.map(({ username }: { username: string }) => username)).toEqual(['ben', 'ann'])
})
