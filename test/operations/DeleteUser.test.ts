import { describe, expect, test } from 'vitest'
import { confirmedUser, place, refusesEndedTokens, signIn } from '../support/people.ts'

describe('DeleteUser', () => {
  test('deletes the caller and frees the username', async () => {
    const shop = await place()
    const first = await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')

    expect(await shop.call('DeleteUser', { AccessToken })).toBeUndefined()

    await expect(shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    })
    await expect(shop.call('DeleteUser', { AccessToken })).rejects.toMatchObject({ name: 'UserNotFoundException' })
    expect(await confirmedUser(shop, 'alice')).not.toBe(first)
  })

  test('refuses tokens that no longer hold', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await refusesEndedTokens(shop, 'alice', (AccessToken) => shop.call('DeleteUser', { AccessToken }))
  })
})
