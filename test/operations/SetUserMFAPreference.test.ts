import { describe, expect, test } from 'vitest'
import type { SetUserMFAPreferenceRequest } from '../../src/api/generated/types.ts'
import { aliceAtPasskeyShop, register, setWebAuthn, startWithPasskey } from '../support/passkeys.ts'
import { confirmedUser, type Place, place } from '../support/people.ts'
import { invalid } from '../support/refusals.ts'
import { ownSender, registerAuthenticator, setMfa, smsConfiguration, tokensOf } from '../support/sign-in.ts'

const on = { Enabled: true }
const preferred = { Enabled: true, PreferredMfa: true }
const off = { Enabled: false }

async function signedIn(values: Record<string, string>, mode: 'ON' | 'OPTIONAL' = 'OPTIONAL') {
  const shop = await place({ pool: { SmsConfiguration: smsConfiguration, EmailConfiguration: ownSender } })
  await setMfa(shop, 'OPTIONAL', { totp: true, sms: true, email: true })
  await confirmedUser(shop, 'alice', values)
  const { AccessToken } = await tokensOf(shop, 'alice')
  if (mode === 'ON') await setMfa(shop, 'ON')
  const set = (settings: Omit<SetUserMFAPreferenceRequest, 'AccessToken'>) =>
    shop.call('SetUserMFAPreference', { AccessToken, ...settings })
  return { shop, AccessToken, set }
}

const factorsOf = async ({ call, poolId }: Place) => {
  const user = await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })
  return [user.UserMFASettingList, user.PreferredMfaSetting]
}

const everything = { email: 'alice@example.com', phone_number: '+15555550134' }

describe('SetUserMFAPreference', () => {
  test('switches factors on and off one by one', async () => {
    const { shop, set } = await signedIn(everything)

    expect(await set({ SMSMfaSettings: on })).toEqual({})
    await set({ EmailMfaSettings: preferred })
    expect(await factorsOf(shop)).toEqual([['SMS_MFA', 'EMAIL_OTP'], 'EMAIL_OTP'])

    await set({ EmailMfaSettings: off })
    expect(await factorsOf(shop)).toEqual([['SMS_MFA'], undefined])
  })

  test('prefers one factor at most', async () => {
    const { shop, set } = await signedIn(everything)

    await expect(set({ SMSMfaSettings: preferred, EmailMfaSettings: preferred })).rejects.toMatchObject(
      invalid('Only one MFA factor can be set as preferred.'),
    )
    await set({ SMSMfaSettings: preferred, EmailMfaSettings: on })
    await set({ EmailMfaSettings: preferred })
    expect(await factorsOf(shop)).toEqual([['SMS_MFA', 'EMAIL_OTP'], 'EMAIL_OTP'])
  })

  test('does not prefer a factor that is off', async () => {
    const { shop, set } = await signedIn(everything)

    await set({ SMSMfaSettings: { Enabled: false, PreferredMfa: true } })

    expect(await factorsOf(shop)).toEqual([undefined, undefined])
  })

  test.each([
    ['SMS_MFA', { SMSMfaSettings: on }],
    ['EMAIL_OTP', { EmailMfaSettings: on }],
    ['SOFTWARE_TOKEN_MFA', { SoftwareTokenMfaSettings: on }],
  ])('needs something to turn on for %s', async (factor, settings) => {
    const { set } = await signedIn({})

    await expect(set(settings)).rejects.toMatchObject(
      invalid(`User does not have delivery config set to turn on ${factor}`),
    )
  })

  test('takes a verified authenticator', async () => {
    const { shop, AccessToken, set } = await signedIn({})
    await registerAuthenticator(shop, 'alice', AccessToken)

    await set({ SoftwareTokenMfaSettings: preferred })

    expect(await factorsOf(shop)).toEqual([['SOFTWARE_TOKEN_MFA'], 'SOFTWARE_TOKEN_MFA'])
  })

  test('can only change the preference where MFA is required', async () => {
    const { shop, set } = await signedIn(everything, 'ON')
    await set({ SMSMfaSettings: preferred })

    await set({ SMSMfaSettings: off })

    expect(await factorsOf(shop)).toEqual([['SMS_MFA'], undefined])
  })

  test('lets a passkey stand for two factors where the pool does, beside another factor', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    await setMfa(shop, 'OPTIONAL')
    await registerAuthenticator(shop, 'alice', AccessToken)
    const set = (settings: Omit<SetUserMFAPreferenceRequest, 'AccessToken'>) =>
      shop.call('SetUserMFAPreference', { AccessToken, ...settings })
    const both = { SoftwareTokenMfaSettings: on, WebAuthnMfaSettings: on }

    await expect(set(both)).rejects.toMatchObject(invalid('WebAuthn MFA is not enabled for the user pool.'))
    await setWebAuthn(shop, { FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' })
    await expect(set({ WebAuthnMfaSettings: on })).rejects.toMatchObject(
      invalid('WebAuthn MFA requires enabling an additional MFA setting.'),
    )
    await expect(set(both)).rejects.toMatchObject(
      invalid('User does not have applicable WebAuthn credentials to enable WebAuthn MFA.'),
    )
    await register(shop, AccessToken)
    expect(await set(both)).toEqual({})

    expect(await factorsOf(shop)).toEqual([['SOFTWARE_TOKEN_MFA'], undefined])
    expect(await startWithPasskey(shop, 'alice')).toMatchObject({ ChallengeName: 'WEB_AUTHN' })
    await set({ WebAuthnMfaSettings: off })
    expect(await startWithPasskey(shop, 'alice')).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE' })
  })
})
