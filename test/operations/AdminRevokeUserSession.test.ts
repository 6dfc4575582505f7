import { describe, expect, test } from 'vitest'
import { confirmedUser } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { sessions, trackedShop } from '../support/sessions.ts'
import { tokensOf } from '../support/sign-in.ts'

describe('AdminRevokeUserSession', () => {
  test('ends a session of the user', async () => {
    const shop = await trackedShop()
    const { AccessToken } = await tokensOf(shop, 'alice')
    const [session] = await sessions(shop)
    const alice = { UserPoolId: shop.poolId, Username: 'alice', SessionId: session!.SessionId! }

    expect(await shop.call('AdminRevokeUserSession', { ...alice, RevokeAssociatedSessions: 'LINKED' })).toEqual({})

    expect(await sessions(shop)).toEqual([])
    await expect(shop.call('GetUser', { AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
  })

  test('wants a pool, a user and a session of that user', async () => {
    const shop = await trackedShop()
    await tokensOf(shop, 'alice')
    const [session] = await sessions(shop)
    await confirmedUser(shop, 'bob')
    const revoke = (UserPoolId: string, Username: string) =>
      shop.call('AdminRevokeUserSession', { UserPoolId, Username, SessionId: session!.SessionId! })

    await expect(revoke(unknownPool, 'alice')).rejects.toMatchObject(noSuchPool)
    await expect(revoke(shop.poolId, 'nobody')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(revoke(shop.poolId, 'bob')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
