import { describe, expect, test } from 'vitest'
import { trackedShop } from '../support/sessions.ts'
import { tokensOf } from '../support/sign-in.ts'

describe('ListUserSessions', () => {
  test('shows the sessions of all clients, and which one is asking', async () => {
    const shop = await trackedShop()
    const other = await shop.call('CreateUserPoolClient', {
      UserPoolId: shop.poolId,
      ClientName: 'other',
      EnableTokenRevocation: false,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    })
    const ClientId = other.UserPoolClient!.ClientId!
    const { AccessToken } = await tokensOf(shop, 'alice')
    const elsewhere = await tokensOf({ ...shop, clientId: ClientId }, 'alice')

    for (const [token, current] of [
      [AccessToken, shop.clientId],
      [elsewhere.AccessToken, ClientId],
    ]) {
      const { Sessions } = await shop.call('ListUserSessions', { AccessToken: token! })
      expect(Sessions).toHaveLength(2)
      expect(Sessions!.filter((session) => session.IsCurrentSession)).toMatchObject([{ ClientId: current }])
    }
  })

  test('gives no tokens for pages out, and takes none', async () => {
    const shop = await trackedShop()
    const { AccessToken } = await tokensOf(shop, 'alice')

    await expect(shop.call('ListUserSessions', { AccessToken, NextToken: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})
