import { describe, expect, test } from 'vitest'
import { totpCode } from '../../src/base/totp.ts'
import { confirmedUser, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { registerAuthenticator, setMfa, signIn, tokensOf } from '../support/sign-in.ts'

const mismatch = refusal('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA')

async function signedIn() {
  const shop = await place()
  await setMfa(shop, 'OPTIONAL')
  await confirmedUser(shop, 'alice')
  return { shop, AccessToken: (await tokensOf(shop, 'alice')).AccessToken }
}

describe('VerifySoftwareToken', () => {
  test('accepts a right code, and sets no preference', async () => {
    const { shop, AccessToken } = await signedIn()
    const { SecretCode } = await shop.call('AssociateSoftwareToken', { AccessToken })
    const UserCode = totpCode(SecretCode!, shop.clock.now())

    expect(await shop.call('VerifySoftwareToken', { AccessToken, UserCode })).toEqual({ Status: 'SUCCESS' })

    expect(await signIn(shop, 'alice')).toHaveProperty('AuthenticationResult')
  })

  test('refuses a wrong code, and one without a secret', async () => {
    const { shop, AccessToken } = await signedIn()
    await expect(shop.call('VerifySoftwareToken', { AccessToken, UserCode: '123456' })).rejects.toMatchObject(mismatch)
    await shop.call('AssociateSoftwareToken', { AccessToken })

    await expect(shop.call('VerifySoftwareToken', { AccessToken, UserCode: '123456' })).rejects.toMatchObject(mismatch)
  })

  test('keeps the earlier authenticator until the new one is verified', async () => {
    const { shop, AccessToken } = await signedIn()
    const earlier = await registerAuthenticator(shop, 'alice', AccessToken)
    await shop.call('AssociateSoftwareToken', { AccessToken })
    const TOTP = { Enabled: true, PreferredMfa: true }
    await shop.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: TOTP })
    shop.clock.advance({ minutes: 1 })

    const pending = await signIn(shop, 'alice')
    const answer = await shop.call('RespondToAuthChallenge', {
      ClientId: shop.clientId,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session: pending.Session,
      ChallengeResponses: { USERNAME: 'alice', SOFTWARE_TOKEN_MFA_CODE: totpCode(earlier, shop.clock.now()) },
    })

    expect(answer).toHaveProperty('AuthenticationResult')
  })

  test('keeps the name of the device, which the challenge shows', async () => {
    const { shop, AccessToken } = await signedIn()
    const { SecretCode } = await shop.call('AssociateSoftwareToken', { AccessToken })
    const UserCode = totpCode(SecretCode!, shop.clock.now())
    await shop.call('VerifySoftwareToken', { AccessToken, UserCode, FriendlyDeviceName: 'phone' })
    await shop.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } })

    expect(await signIn(shop, 'alice')).toMatchObject({ ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'phone' } })
  })

  test('needs authenticator apps switched on in the pool', async () => {
    const { shop, AccessToken } = await signedIn()
    await shop.call('SetUserPoolMfaConfig', { UserPoolId: shop.poolId, MfaConfiguration: 'OFF' })

    await expect(shop.call('VerifySoftwareToken', { AccessToken, UserCode: '123456' })).rejects.toMatchObject({
      name: 'SoftwareTokenMFANotFoundException',
    })
  })
})
