import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { attempt, berlin, chromeOnWindows, magic, protectedPlace, seattle } from '../support/protected.ts'

async function shopWithAnn() {
  const shop = await protectedPlace()
  const sub = await confirmedUser(shop, 'ann')
  return { ...shop, sub, list: { UserPoolId: shop.poolId, Username: 'ann' } }
}

describe('AdminListUserAuthEvents', () => {
  test('prints an event as the service does', async () => {
    const shop = await shopWithAnn()
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: berlin }))!

    const answer = await shop.call('AdminListUserAuthEvents', shop.list)

    expect(answer).toEqual({
      AuthEvents: [
        {
          EventId: eventId,
          EventType: 'SignIn',
          CreationDate: new Date(shop.clock.now()),
          EventResponse: 'Pass',
          EventRisk: { RiskDecision: 'NoRisk', CompromisedCredentialsDetected: false },
          ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
          EventContextData: {
            IpAddress: berlin,
            DeviceName: 'Chrome 126, Windows 10',
            City: 'Berlin',
            Country: 'Germany',
          },
        },
      ],
    })
  })

  test('shows level, time zone and feedback where there are any, and the word null for an unknown city', async () => {
    const shop = await shopWithAnn()
    const context = { ipAddress: magic.Medium, timezone: '-07:00', country: 'US' }
    const { eventId } = (await attempt(shop, 'ann', { context }))!
    await shop.feedback('ann', eventId, 'Valid')

    expect(await shop.events('ann')).toMatchObject([
      {
        EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'Medium', CompromisedCredentialsDetected: false },
        EventContextData: { Timezone: '-07:00', City: 'null', Country: 'United States' },
        EventFeedback: { FeedbackValue: 'Valid', Provider: 'Admin', FeedbackDate: new Date(shop.clock.now()) },
      },
    ])
  })

  test('has no device name where the client said nothing about itself', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann', { userAgent: '' })

    const [event] = await shop.events('ann')

    expect(event?.EventContextData?.DeviceName).toBeUndefined()
  })

  test('pages through the events, newest first, also those of one millisecond', async () => {
    const shop = await shopWithAnn()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) {
      ids.unshift((await attempt(shop, 'ann'))!.eventId)
      if (i % 2) shop.clock.advance({ milliseconds: 1 })
    }
    const times = new Map((await shop.events('ann')).map(({ EventId, CreationDate }) => [EventId!, CreationDate!]))

    const first = await shop.call('AdminListUserAuthEvents', { ...shop.list, MaxResults: 2 })
    const second = await shop.call('AdminListUserAuthEvents', {
      ...shop.list,
      MaxResults: 2,
      NextToken: first.NextToken,
    })
    const third = await shop.call('AdminListUserAuthEvents', {
      ...shop.list,
      MaxResults: 2,
      NextToken: second.NextToken,
    })

    const pages = [first, second, third].map(({ AuthEvents }) => AuthEvents?.map(({ EventId }) => EventId))
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)])
    expect(first.NextToken).toBe(`${ids[1]}#${times.get(ids[1]!)!.toISOString()}`)
    expect(third.NextToken).toBeUndefined()
  })

  test.each([undefined, 0, 60])('gives up to 60 events for MaxResults %s', async (MaxResults) => {
    const shop = await shopWithAnn()
    for (let i = 0; i < 61; i++) await attempt(shop, 'ann')

    const answer = await shop.call('AdminListUserAuthEvents', { ...shop.list, MaxResults })

    expect(answer.AuthEvents).toHaveLength(60)
    expect(answer.NextToken).toBeDefined()
  })

  test('has no token when a page holds just all events', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann')
    await attempt(shop, 'ann')

    const answer = await shop.call('AdminListUserAuthEvents', { ...shop.list, MaxResults: 2 })

    expect([answer.AuthEvents?.length, answer.NextToken]).toEqual([2, undefined])
  })

  test('refuses a token that it did not give for this user', async () => {
    const shop = await shopWithAnn()
    await confirmedUser(shop, 'bob')
    const { eventId } = (await attempt(shop, 'bob'))!
    const ofBob = `${eventId}#${new Date(shop.clock.now()).toISOString()}`

    for (const NextToken of ['nonsense', '#', ofBob]) {
      await expect(shop.call('AdminListUserAuthEvents', { ...shop.list, NextToken })).rejects.toMatchObject({
        name: 'InvalidParameterException',
      })
    }
  })

  test('finds the user by sub as well', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann', { ipAddress: seattle, userAgent: chromeOnWindows })

    expect(await shop.events(shop.sub)).toHaveLength(1)
  })

  test('does not know a user that is not there', async () => {
    const shop = await shopWithAnn()

    await expect(shop.events('nobody')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
  })

  test('is refused on a pool without the add-on, before the user is looked for', async () => {
    const { call, poolId } = await place()

    await expect(call('AdminListUserAuthEvents', { UserPoolId: poolId, Username: 'nobody' })).rejects.toMatchObject({
      name: 'UserPoolAddOnNotEnabledException',
    })
  })
})
