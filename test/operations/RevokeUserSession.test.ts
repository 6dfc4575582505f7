import { describe, expect, test } from 'vitest'
import { confirmedUser } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { sessions, trackedShop } from '../support/sessions.ts'
import { signIn, tokensOf } from '../support/sign-in.ts'

const unknown = { name: 'ResourceNotFoundException' }

describe('RevokeUserSession', () => {
  test('ends another session of the user, its tokens included', async () => {
    const shop = await trackedShop()
    const other = await tokensOf(shop, 'alice')
    const [session] = await sessions(shop)
    const { AccessToken } = await tokensOf(shop, 'alice')

    const revoke = { AccessToken, SessionId: session!.SessionId! }
    expect(await shop.call('RevokeUserSession', revoke)).toEqual({})

    expect(await sessions(shop)).toHaveLength(1)
    await expect(shop.call('GetUser', { AccessToken: other.AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
    const AuthParameters = { REFRESH_TOKEN: other.RefreshToken }
    await expect(signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Refresh Token has been revoked'),
    )
    await expect(shop.call('RevokeUserSession', revoke)).rejects.toMatchObject(unknown)
  })

  test('does not end its own', async () => {
    const shop = await trackedShop()
    const { AccessToken } = await tokensOf(shop, 'alice')
    const [session] = await sessions(shop)

    await expect(shop.call('RevokeUserSession', { AccessToken, SessionId: session!.SessionId! })).rejects.toMatchObject(
      { name: 'InvalidParameterException' },
    )
  })

  test("knows neither other ids nor somebody else's session", async () => {
    const shop = await trackedShop()
    await tokensOf(shop, 'alice')
    const [alices] = await sessions(shop)
    await confirmedUser(shop, 'bob')
    const { AccessToken } = await tokensOf(shop, 'bob')

    for (const SessionId of [alices!.SessionId!, `tkn${'0'.repeat(25)}`, `sso${'0'.repeat(25)}`]) {
      await expect(shop.call('RevokeUserSession', { AccessToken, SessionId })).rejects.toMatchObject(unknown)
    }
  })
})
