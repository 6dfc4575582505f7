import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { attempt, lagos, protectedPlace } from '../support/protected.ts'

async function shopWithAnn(options: Parameters<typeof protectedPlace>[0] = {}) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann')
  return shop
}

describe('AdminUpdateAuthEventFeedback', () => {
  test('stores value, provider and date with the event, and the last word counts', async () => {
    const shop = await shopWithAnn()
    const { eventId } = (await attempt(shop, 'ann'))!
    const named = { UserPoolId: shop.poolId, Username: 'ann', EventId: eventId }

    const answer = await shop.call('AdminUpdateAuthEventFeedback', { ...named, FeedbackValue: 'Invalid' })
    shop.clock.advance({ minutes: 1 })
    await shop.call('AdminUpdateAuthEventFeedback', { ...named, FeedbackValue: 'Valid' })

    expect(answer).toEqual({})
    expect((await shop.events('ann'))[0]?.EventFeedback).toEqual({
      FeedbackValue: 'Valid',
      Provider: 'Admin',
      FeedbackDate: new Date(shop.clock.now()),
    })
  })

  test('changes how the next sign-in of that kind is scored: Invalid up, Valid down', async () => {
    const scores: Record<string, number> = {}
    for (const value of ['Invalid', 'none', 'Valid'] as const) {
      const shop = await shopWithAnn()
      for (let i = 0; i < 5; i++) await attempt(shop, 'ann')
      const strange = { ipAddress: lagos, context: { deviceId: 'another' } }
      const { eventId } = (await attempt(shop, 'ann', strange))!
      if (value !== 'none') await shop.feedback('ann', eventId, value)
      const next = (await attempt(shop, 'ann', strange))!
      scores[value] = shop.event(next.eventId).evaluation!.score
    }

    expect(scores['Invalid']).toBeGreaterThan(scores['none']! + 1)
    expect(scores['Valid']).toBeLessThan(scores['none']! - 1)
  })

  test('is accepted for an event without risk', async () => {
    const shop = await shopWithAnn()
    const { eventId } = (await attempt(shop, 'ann'))!

    await shop.feedback('ann', eventId, 'Invalid')

    expect(shop.event(eventId)).toMatchObject({ decision: 'NoRisk', feedbackValue: 'Invalid' })
  })

  test('leaves an event alone that the model does not learn from, but for its flag', async () => {
    const shop = await shopWithAnn({
      risk: { RiskExceptionConfiguration: { SkippedIPRangeList: [`${lagos}/32`] } },
    })
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: lagos }))!

    await shop.feedback('ann', eventId, 'Invalid')

    expect(shop.event(eventId)).toMatchObject({ learned: false, feedbackValue: 'Invalid' })
    const { eventId: next } = (await attempt(shop, 'ann'))!
    expect(shop.event(next).evaluation!.contributions).toEqual([])
  })

  test.each([
    ['the pool', 'ResourceNotFoundException', { UserPoolId: 'us-east-1_AAAAAAAAA', Username: 'nobody', EventId: 'x' }],
    ['the user', 'UserNotFoundException', { Username: 'nobody', EventId: 'x' }],
    ['the event', 'ResourceNotFoundException', { EventId: 'x' }],
  ])('misses %s first', async (_name, name, change) => {
    const shop = await shopWithAnn()

    await expect(
      shop.call('AdminUpdateAuthEventFeedback', {
        ...{ UserPoolId: shop.poolId, Username: 'ann', FeedbackValue: 'Valid' as const },
        ...change,
      }),
    ).rejects.toMatchObject({ name })
  })

  test('does not know the event of another user', async () => {
    const shop = await shopWithAnn()
    await confirmedUser(shop, 'bob')
    const { eventId } = (await attempt(shop, 'bob'))!

    await expect(shop.feedback('ann', eventId, 'Valid')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Auth event ${eventId} does not exist.`,
    })
    expect(shop.event(eventId).feedbackValue).toBeNull()
  })

  test('is refused on a pool without the add-on, before the user is looked for', async () => {
    const { call, poolId } = await place()

    await expect(
      call('AdminUpdateAuthEventFeedback', {
        UserPoolId: poolId,
        Username: 'nobody',
        EventId: 'x',
        FeedbackValue: 'Valid',
      }),
    ).rejects.toMatchObject({ name: 'UserPoolAddOnNotEnabledException' })
  })

  test('wants the value spelt as the model spells it', async () => {
    const shop = await shopWithAnn()
    const { eventId } = (await attempt(shop, 'ann'))!

    await expect(shop.feedback('ann', eventId, 'valid' as 'Valid')).rejects.toThrow(
      /Value 'valid' at 'feedbackValue' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    )
  })
})
