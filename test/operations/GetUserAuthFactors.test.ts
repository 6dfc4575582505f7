import { describe, expect, test } from 'vitest'
import { aliceAtPasskeyShop, register } from '../support/passkeys.ts'
import { confirmedUser, place } from '../support/people.ts'
import { registerAuthenticator, setMfa, smsConfiguration, tokensOf } from '../support/sign-in.ts'

describe('GetUserAuthFactors', () => {
  test('shows the password of a user who has nothing else', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')

    expect(await shop.call('GetUserAuthFactors', { AccessToken })).toEqual({
      Username: 'alice',
      ConfiguredUserAuthFactors: ['PASSWORD'],
    })
  })

  test('shows codes and authenticator app, and what is set for the second factor', async () => {
    const AllowedFirstAuthFactors = ['PASSWORD' as const, 'EMAIL_OTP' as const, 'SMS_OTP' as const]
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors } }
    const shop = await place({ pool: { SmsConfiguration: smsConfiguration, Policies } })
    await confirmedUser(shop, 'alice', { email: 'alice@example.com', phone_number: '+15555550134' })
    const { AccessToken } = await tokensOf(shop, 'alice')
    await setMfa(shop, 'OPTIONAL')
    await registerAuthenticator(shop, 'alice', AccessToken)
    expect(await shop.call('GetUserAuthFactors', { AccessToken })).toEqual({
      Username: 'alice',
      ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'SOFTWARE_TOKEN'],
    })

    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true }
    await shop.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings })

    expect(await shop.call('GetUserAuthFactors', { AccessToken })).toEqual({
      Username: 'alice',
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      ConfiguredUserAuthFactors: ['PASSWORD', 'SOFTWARE_TOKEN'],
    })
  })

  test('shows passkeys', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    await register(shop, AccessToken)

    expect(await shop.call('GetUserAuthFactors', { AccessToken })).toMatchObject({
      ConfiguredUserAuthFactors: ['PASSWORD', 'WEB_AUTHN'],
    })
  })
})
