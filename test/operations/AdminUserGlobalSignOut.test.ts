import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { tokensOf } from '../support/sign-in.ts'

describe('AdminUserGlobalSignOut', () => {
  test('ends every sign-in of the user', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')

    const answer = await shop.call('AdminUserGlobalSignOut', { UserPoolId: shop.poolId, Username: 'alice' })

    expect(answer).toEqual({})
    await expect(shop.call('GetUser', { AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
  })

  test('wants a pool and a user who exist', async () => {
    const shop = await place()

    await expect(
      shop.call('AdminUserGlobalSignOut', { UserPoolId: unknownPool, Username: 'alice' }),
    ).rejects.toMatchObject(noSuchPool)
    await expect(
      shop.call('AdminUserGlobalSignOut', { UserPoolId: shop.poolId, Username: 'alice' }),
    ).rejects.toMatchObject(refusal('UserNotFoundException', 'User does not exist.'))
  })
})
