import { describe, expect, test } from 'vitest'
import { confirmedUser, goodPassword, place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { registerAuthenticator, setMfa, signIn, tokensOf } from '../support/sign-in.ts'

describe('AdminDeleteSoftwareToken', () => {
  test('takes the authenticator away, and the factor with it', async () => {
    const shop = await place()
    await setMfa(shop, 'OPTIONAL')
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')
    await registerAuthenticator(shop, 'alice', AccessToken)
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true }
    await shop.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings })
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }

    expect(await shop.call('AdminDeleteSoftwareToken', alice)).toEqual({})

    const user = await shop.call('AdminGetUser', alice)
    expect([user.UserMFASettingList, user.PreferredMfaSetting]).toEqual([undefined, undefined])
    expect(await signIn(shop, 'alice')).toHaveProperty('AuthenticationResult')
    await expect(shop.call('GetUser', { AccessToken })).resolves.toMatchObject({ Username: 'alice' })
    expect(await shop.call('AdminDeleteSoftwareToken', alice)).toEqual({})
  })

  test('where MFA is required, the next sign-in sets a new one up', async () => {
    const shop = await place()
    await setMfa(shop, 'OPTIONAL')
    await confirmedUser(shop, 'alice', {})
    await registerAuthenticator(shop, 'alice')
    await setMfa(shop, 'ON')
    expect(await signIn(shop, 'alice')).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })

    await shop.call('AdminDeleteSoftwareToken', { UserPoolId: shop.poolId, Username: 'alice' })

    expect(await signIn(shop, 'alice')).toMatchObject({ ChallengeName: 'MFA_SETUP' })
  })

  test('wants a pool and a user who exist and is confirmed', async () => {
    const shop = await place()
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword })
    const remove = (UserPoolId: string, Username: string) =>
      shop.call('AdminDeleteSoftwareToken', { UserPoolId, Username })

    await expect(remove(unknownPool, 'bob')).rejects.toMatchObject(noSuchPool)
    await expect(remove(shop.poolId, 'nobody')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(remove(shop.poolId, 'bob')).rejects.toMatchObject(
      refusal('UserNotConfirmedException', 'User is not confirmed.'),
    )
  })
})
