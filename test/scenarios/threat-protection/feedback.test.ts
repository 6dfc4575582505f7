import { describe, expect, test } from 'vitest'
import { domains } from '../../../src/store/schema/pools.ts'
import { confirmedUser, goodPassword } from '../../support/people.ts'
import { always, magic, type ProtectedPlace, protectedPlace, sourceArn } from '../../support/protected.ts'

/** Ann was allowed in at a risky moment, was told, and keeps her tokens. */
async function ready() {
  const shop = await protectedPlace({
    risk: {
      AccountTakeoverRiskConfiguration: {
        Actions: always('NO_ACTION', true),
        NotifyConfiguration: { SourceArn: sourceArn },
      },
    },
  })
  const row = { domain: 'shop', poolId: shop.poolId, managedLoginVersion: 1, version: '1', createdAt: 0 }
  shop.core.store.tx.insert(domains).values(row).run()
  await confirmedUser(shop, 'ann')
  const { AuthenticationResult } = await shop.callFrom({ ipAddress: magic.High })('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD: goodPassword },
  })
  const { feedback } = shop.inbox().at(-1)!
  return { ...shop, tokens: AuthenticationResult!, ...feedback! }
}

const feedbackOf = async (shop: ProtectedPlace) => (await shop.events('ann'))[0]?.EventFeedback

describe('feedback', () => {
  test('A24 · says who gave it, and when', async () => {
    const shop = await ready()

    await shop.feedback('ann', shop.eventId, 'Valid')
    const byAdmin = await feedbackOf(shop)
    shop.clock.advance({ minutes: 5 })
    await shop.call('UpdateAuthEventFeedback', {
      UserPoolId: shop.poolId,
      Username: 'ann',
      EventId: shop.eventId,
      FeedbackToken: shop.token,
      FeedbackValue: 'Invalid',
    })

    const at = new Date(shop.clock.now())
    const earlier = new Date(at.getTime() - 300_000)
    expect(byAdmin).toEqual({ FeedbackValue: 'Valid', Provider: 'Admin', FeedbackDate: earlier })
    expect(await feedbackOf(shop)).toEqual({ FeedbackValue: 'Invalid', Provider: 'User', FeedbackDate: at })
  })

  test('A25 · in lower case is refused', async () => {
    const shop = await ready()

    await expect(shop.feedback('ann', shop.eventId, 'valid' as 'Valid')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('A32 · a click on the invalid link leaves the session alive', async () => {
    const shop = await ready()

    const page = await shop.core.app.request(shop.invalidUrl!)

    expect(page.status).toBe(200)
    expect(await feedbackOf(shop)).toMatchObject({ FeedbackValue: 'Invalid', Provider: 'User' })
    await expect(shop.call('GetUser', { AccessToken: shop.tokens.AccessToken! })).resolves.toHaveProperty('Username')
    await expect(
      shop.call('InitiateAuth', {
        ClientId: shop.clientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: shop.tokens.RefreshToken! },
      }),
    ).resolves.toHaveProperty('AuthenticationResult')
  })
})
