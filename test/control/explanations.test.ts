import { describe, expect, test } from 'vitest'
import { confirmedUser } from '../support/people.ts'
import { attempt, magic, protectedPlace } from '../support/protected.ts'

describe('GET /events/{eventId}/explanation', () => {
  test('tells the story of an event by its id alone', async () => {
    const shop = await protectedPlace()
    await confirmedUser(shop, 'ann')
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.Medium }))!
    await shop.feedback('ann', eventId, 'Valid')

    const url = `http://localhost:4590/_emulator/api/events/${eventId}/explanation`
    const answer = await shop.core.app.request(url)

    expect(await answer.json()).toMatchObject({
      userPoolId: shop.poolId,
      username: 'ann',
      eventId,
      headline: 'SignIn: Medium with score 0.00; it passed.',
      terms: [],
      lines: expect.arrayContaining(['Nobody was notified.']),
      feedback: expect.stringMatching(/^Admin said Valid on /),
    })
  })

  test('does not know an event that is not there', async () => {
    const shop = await protectedPlace()

    const answer = await shop.core.app.request('http://localhost:4590/_emulator/api/events/gone/explanation')

    expect(answer.status).toBe(404)
  })
})
