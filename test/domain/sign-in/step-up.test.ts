import { describe, expect, test } from 'vitest'
import type { InitiateAuthResponse } from '../../../src/api/generated/types.ts'
import { assert } from '../../support/authenticator.ts'
import { confirm } from '../../support/devices.ts'
import { register, setWebAuthn } from '../../support/passkeys.ts'
import { confirmedUser, goodPassword, type Place, place } from '../../support/people.ts'
import { invalid, refusal } from '../../support/refusals.ts'
import {
  claimsOf,
  nextCode,
  registerAuthenticator,
  respond,
  setMfa,
  signIn,
  smsConfiguration,
  type Tokens,
  tokensOf,
} from '../../support/sign-in.ts'

const level = (n: number) => `urn:cognito:loa:${n}`
const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }

/** Alice with everything: password, number, address, authenticator app and passkey. */
async function aliceWithEverything(pool: object = {}) {
  const AllowedFirstAuthFactors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const
  const shop = await place({
    pool: {
      SmsConfiguration: smsConfiguration,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] } },
      ...pool,
    },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  })
  await setMfa(shop, 'OPTIONAL', { totp: true, sms: true })
  await setWebAuthn(shop)
  await confirmedUser(shop, 'alice', { email: 'alice@example.com', phone_number: '+15555550134' })
  const { AccessToken } = await tokensOf(shop, 'alice')
  const secret = await registerAuthenticator(shop, 'alice', AccessToken)
  const passkey = await register(shop, AccessToken)
  return { shop, secret, passkey, AccessToken }
}

const start = (shop: Place, target: string | undefined, parameters: Record<string, string> = {}) =>
  signIn(shop, 'alice', '', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: 'alice', ...(target && { TARGET_ACR_VALUES: target }), ...parameters },
  })

const byPassword = { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: goodPassword }

const levelOf = ({ AuthenticationResult }: InitiateAuthResponse) => {
  const { acr, amr } = claimsOf(AuthenticationResult!.AccessToken!)
  return { acr, amr: (amr as string[] | undefined)?.toSorted() }
}

describe('a sign-in that is asked for a level', () => {
  test('level 1 is a password', async () => {
    const { shop } = await aliceWithEverything()
    expect(await start(shop, level(1))).toMatchObject({ AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD'] })

    const done = await start(shop, level(1), byPassword)

    expect(levelOf(done)).toEqual({ acr: level(1), amr: ['pwd'] })
    expect(claimsOf(done.AuthenticationResult!.IdToken!)).toMatchObject({ acr: level(1), amr: ['pwd'] })
  })

  test('level 2 is a code', async () => {
    const { shop } = await aliceWithEverything()
    const choice = await start(shop, level(2))
    expect(choice).toMatchObject({ AvailableChallenges: ['EMAIL_OTP', 'SMS_OTP'] })

    const sent = await respond(shop, 'alice', choice, { ANSWER: 'SMS_OTP' })
    const done = await respond(shop, 'alice', sent, { SMS_OTP_CODE: shop.lastCode() })

    expect(levelOf(done)).toEqual({ acr: level(2), amr: ['sms'] })
  })

  test('level 3 is a passkey, or a password and a code', async () => {
    const { shop, passkey } = await aliceWithEverything()
    expect(await start(shop, level(3))).toMatchObject({
      AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN'],
    })

    const asked = await start(shop, level(3), { PREFERRED_CHALLENGE: 'WEB_AUTHN' })
    const CREDENTIAL = assert(passkey, asked.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!)
    expect(levelOf(await respond(shop, 'alice', asked, { CREDENTIAL }))).toEqual({ acr: level(3), amr: ['swk'] })

    const pending = await start(shop, level(3), byPassword)
    expect(pending).toMatchObject({ ChallengeName: 'SMS_MFA' })
    const done = await respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })
    expect(levelOf(done)).toEqual({ acr: level(3), amr: ['mfa', 'pwd', 'sms'] })
  })

  test('level 4 is a password and an authenticator app', async () => {
    const { shop, secret } = await aliceWithEverything()
    const pending = await start(shop, level(4), byPassword)
    expect(pending).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })

    const done = await respond(shop, 'alice', pending, { SOFTWARE_TOKEN_MFA_CODE: nextCode(shop, secret) })

    expect(levelOf(done)).toEqual({ acr: level(4), amr: ['mfa', 'otp', 'pwd'] })
  })

  test('the first level that the user can reach wins; unknown ones are skipped', async () => {
    const { shop } = await aliceWithEverything()
    await shop.call('AdminDeleteSoftwareToken', { UserPoolId: shop.poolId, Username: 'alice' })

    const done = await start(shop, `gold ${level(4)} ${level(1)}`, byPassword)

    expect(levelOf(done)).toEqual({ acr: level(1), amr: ['pwd'] })
    for (const target of [level(4), 'gold']) {
      await expect(start(shop, target)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    }
  })

  test('levels can have other names', async () => {
    const { shop } = await aliceWithEverything({ AcrConfiguration: { Level1: { AcrValue: 'bronze' } } })

    expect(levelOf(await start(shop, 'bronze', byPassword))).toEqual({ acr: 'bronze', amr: ['pwd'] })
    await expect(start(shop, level(1))).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('a second factor that is on is asked for even where the level needs none', async () => {
    const { shop, AccessToken } = await aliceWithEverything()
    await shop.call('SetUserMFAPreference', { AccessToken, SMSMfaSettings: { Enabled: true } })

    expect(await start(shop, level(1), byPassword)).toMatchObject({ ChallengeName: 'SMS_MFA' })
    expect(await start(shop, level(4), byPassword)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })
  })

  test('a sign-in that is asked for none says nothing about it', async () => {
    const { shop } = await aliceWithEverything()

    expect(levelOf(await start(shop, undefined, byPassword))).toEqual({ acr: undefined, amr: undefined })
  })

  test('a refresh carries the level on', async () => {
    const { shop } = await aliceWithEverything()
    const { AuthenticationResult } = await start(shop, level(1), byPassword)

    const AuthParameters = { REFRESH_TOKEN: AuthenticationResult!.RefreshToken! }
    const refreshed = await signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })

    expect(levelOf(refreshed)).toEqual({ acr: level(1), amr: ['pwd'] })
  })
})

describe('an access token that is presented', () => {
  async function atLevelOne() {
    const place = await aliceWithEverything()
    const done = await start(place.shop, level(1), byPassword)
    const ACCESS_TOKEN = done.AuthenticationResult!.AccessToken!
    return { ...place, ACCESS_TOKEN }
  }

  test('spares what it vouches for', async () => {
    const { shop, secret, ACCESS_TOKEN } = await atLevelOne()

    const pending = await start(shop, level(4), { ACCESS_TOKEN })

    expect(pending).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })
    const done = await respond(shop, 'alice', pending, { SOFTWARE_TOKEN_MFA_CODE: nextCode(shop, secret) })
    expect(levelOf(done)).toEqual({ acr: level(4), amr: ['mfa', 'otp', 'pwd'] })
  })

  test('is worth nothing when it is older than MAX_AGE', async () => {
    const { shop, ACCESS_TOKEN } = await atLevelOne()
    shop.clock.advance({ seconds: 300 })

    expect(await start(shop, level(4), { ACCESS_TOKEN, MAX_AGE: '300' })).toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
    })
    expect(await start(shop, level(4), { ACCESS_TOKEN, MAX_AGE: '299' })).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD'],
    })
    await expect(start(shop, level(4), { ACCESS_TOKEN, MAX_AGE: 'soon' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('at the level already is refused', async () => {
    const { shop, ACCESS_TOKEN } = await atLevelOne()

    await expect(start(shop, level(1), { ACCESS_TOKEN })).rejects.toMatchObject(
      invalid('The presented access token already has the requested level.'),
    )
  })

  test('without claims of a level vouches for nothing', async () => {
    const { shop, AccessToken } = await aliceWithEverything()

    expect(await start(shop, level(4), { ACCESS_TOKEN: AccessToken })).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
    })
  })

  test('must be in force, of this user, and for a level', async () => {
    const { shop, ACCESS_TOKEN } = await atLevelOne()
    await confirmedUser(shop, 'bob')
    const { AccessToken: bobs } = await tokensOf(shop, 'bob')
    const notAuthorized = (message: string) => refusal('NotAuthorizedException', message)

    await expect(start(shop, level(4), { ACCESS_TOKEN: 'x' })).rejects.toMatchObject(
      notAuthorized('Invalid Access Token'),
    )
    await expect(start(shop, level(4), { ACCESS_TOKEN: bobs })).rejects.toMatchObject(
      notAuthorized('Invalid Access Token'),
    )
    await expect(start(shop, undefined, { ACCESS_TOKEN })).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await shop.call('GlobalSignOut', { AccessToken: ACCESS_TOKEN })
    await expect(start(shop, level(4), { ACCESS_TOKEN })).rejects.toMatchObject(
      notAuthorized('Access Token has been revoked'),
    )
  })

  test('does not spare the proof of a device in place of the factor of the level', async () => {
    const DeviceConfiguration = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false }
    const { shop } = await aliceWithEverything({ DeviceConfiguration })
    const first = (await start(shop, undefined, byPassword)).AuthenticationResult!
    const device = await confirm(shop, first as Tokens)

    const pending = await start(shop, level(4), { ...byPassword, DEVICE_KEY: device.key })

    expect(pending).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })
  })
})

test('tokens of a level work like any other', async () => {
  const { shop } = await aliceWithEverything()
  const done = await start(shop, level(1), byPassword)

  expect(done).toMatchObject(tokens)
  const { AccessToken } = done.AuthenticationResult!
  await expect(shop.call('GetUser', { AccessToken: AccessToken! })).resolves.toMatchObject({ Username: 'alice' })
})
