import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { signIn, tokensOf } from '../support/sign-in.ts'

describe('GlobalSignOut', () => {
  test("ends every sign-in of the user, and nobody else's", async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    await confirmedUser(shop, 'bob')
    const [first, second, bobs] = [
      await tokensOf(shop, 'alice'),
      await tokensOf(shop, 'alice'),
      await tokensOf(shop, 'bob'),
    ]

    expect(await shop.call('GlobalSignOut', { AccessToken: first.AccessToken })).toEqual({})

    const revoked = refusal('NotAuthorizedException', 'Refresh Token has been revoked')
    for (const { RefreshToken } of [first, second]) {
      const AuthParameters = { REFRESH_TOKEN: RefreshToken }
      const refresh = signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })
      await expect(refresh).rejects.toMatchObject(revoked)
    }
    await expect(shop.call('GetUser', { AccessToken: bobs.AccessToken })).resolves.toMatchObject({ Username: 'bob' })
  })

  test('leaves later sign-ins alone', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')
    await shop.call('GlobalSignOut', { AccessToken })

    const later = await tokensOf(shop, 'alice')

    await expect(shop.call('GetUser', { AccessToken: later.AccessToken })).resolves.toMatchObject({ Username: 'alice' })
  })
})
