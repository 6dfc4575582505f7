import { describe, expect, test } from 'vitest'
import { confirm, proveDevice, signInWith, tracking } from '../../support/devices.ts'
import { confirmedUser, type Place, type PlaceOptions, place } from '../../support/people.ts'
import { always, magic, protectedPlace } from '../../support/protected.ts'
import { refusal } from '../../support/refusals.ts'
import { claimsOf, respond, setMfa, signIn, smsConfiguration, type Tokens, tokensOf } from '../../support/sign-in.ts'
import { proofOf, startSrp } from '../../support/srp-sign-in.ts'

const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }
const phone = { phone_number: '+15555550134' }

/** A shop that asks everybody for a code by text message, and a device of alice's that it remembers. */
async function rememberedDevice(options: PlaceOptions = tracking()) {
  const shop = await place({ ...options, pool: { ...options.pool, SmsConfiguration: smsConfiguration } })
  await setMfa(shop, 'ON', { sms: true })
  await confirmedUser(shop, 'alice', phone)
  const first = await signInByMessage(shop)
  return { shop, first, device: await confirm(shop, first) }
}

async function signInByMessage(shop: Place): Promise<Tokens> {
  const pending = await signIn(shop, 'alice')
  const done = await respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })
  return done.AuthenticationResult as Tokens
}

describe('a sign-in that names no device', () => {
  test('gets the key of a new one, which the access token names', async () => {
    const shop = await place(tracking())
    await confirmedUser(shop, 'alice')

    const { NewDeviceMetadata, AccessToken, IdToken } = await tokensOf(shop, 'alice')

    expect(NewDeviceMetadata).toEqual({
      DeviceKey: expect.stringMatching(/^us-east-1_[0-9a-f-]{36}$/),
      DeviceGroupKey: expect.stringMatching(/^-\w{8}$/),
    })
    expect(claimsOf(AccessToken)).toMatchObject({ device_key: NewDeviceMetadata!.DeviceKey })
    expect(claimsOf(IdToken)).not.toHaveProperty('device_key')
  })

  test('gets none where the pool remembers none', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    expect((await tokensOf(shop, 'alice')).NewDeviceMetadata).toBeUndefined()
  })
})

describe('a remembered device', () => {
  test('proves its secret instead of a second factor', async () => {
    const { shop, device } = await rememberedDevice()

    const pending = await signInWith(shop, 'alice', device)

    expect(pending).toEqual({
      ChallengeName: 'DEVICE_SRP_AUTH',
      ChallengeParameters: { USERNAME: 'alice', DEVICE_KEY: device.key },
      Session: expect.any(String),
    })
    const done = await proveDevice(shop, 'alice', pending, device)
    expect(done).toMatchObject(tokens)
    expect(done.AuthenticationResult!.NewDeviceMetadata).toBeUndefined()
    expect(claimsOf(done.AuthenticationResult!.AccessToken!)).toMatchObject({ device_key: device.key })
  })

  test('with a wrong secret is refused, and so is the same exchange again', async () => {
    const { shop, device } = await rememberedDevice()
    const pending = await signInWith(shop, 'alice', device)

    await expect(proveDevice(shop, 'alice', pending, device, 'wrong')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Incorrect username or password.'),
    )
    await expect(proveDevice(shop, 'alice', pending, device)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })

  test('may be named with the answer to the challenge, too', async () => {
    const { shop, device } = await rememberedDevice()
    const pending = await signIn(shop, 'alice')

    const done = await respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode(), DEVICE_KEY: device.key })

    expect(done.AuthenticationResult!.NewDeviceMetadata).toBeUndefined()
    expect(claimsOf(done.AuthenticationResult!.AccessToken!)).toMatchObject({ device_key: device.key })
  })

  test.each([
    [
      'is no longer remembered',
      async (shop: Place, AccessToken: string, DeviceKey: string) => {
        await shop.call('UpdateDeviceStatus', { AccessToken, DeviceKey, DeviceRememberedStatus: 'not_remembered' })
      },
    ],
    [
      'is in a pool that challenges no new devices',
      async (shop: Place) => {
        const { UserPool } = await shop.call('DescribeUserPool', { UserPoolId: shop.poolId })
        const DeviceConfiguration = { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: false }
        const { MfaConfiguration, SmsConfiguration } = UserPool!
        await shop.call('UpdateUserPool', {
          UserPoolId: shop.poolId,
          MfaConfiguration,
          SmsConfiguration,
          DeviceConfiguration,
          AutoVerifiedAttributes: ['phone_number'],
        })
      },
    ],
  ])('that %s spares no second factor', async (_name, change) => {
    const { shop, first, device } = await rememberedDevice()
    await change(shop, first.AccessToken, device.key)

    expect(await signInWith(shop, 'alice', device)).toMatchObject({ ChallengeName: 'SMS_MFA' })
  })

  test('spares nothing before the user has said so, where the pool asks', async () => {
    const { shop, first, device } = await rememberedDevice(tracking({ asked: true }))
    expect(await signInWith(shop, 'alice', device)).toMatchObject({ ChallengeName: 'SMS_MFA' })

    const status = { AccessToken: first.AccessToken, DeviceKey: device.key }
    await shop.call('UpdateDeviceStatus', { ...status, DeviceRememberedStatus: 'remembered' })

    expect(await signInWith(shop, 'alice', device)).toMatchObject({ ChallengeName: 'DEVICE_SRP_AUTH' })
  })

  test('is not asked for anything where no second factor is due', async () => {
    const shop = await place(tracking())
    await confirmedUser(shop, 'alice')
    const device = await confirm(shop, await tokensOf(shop, 'alice'))

    expect(await signInWith(shop, 'alice', device)).toMatchObject(tokens)
  })
})

describe('a device key', () => {
  const gone = refusal('ResourceNotFoundException', 'Device does not exist.')

  test('of nobody, of somebody else and of a forgotten device does not exist', async () => {
    const { shop, first, device } = await rememberedDevice()
    await confirmedUser(shop, 'bob', phone)
    await shop.call('AdminSetUserMFAPreference', { UserPoolId: shop.poolId, Username: 'bob' })
    const nobody = { key: 'us-east-1_11111111-2222-3333-4444-555555555555', groupKey: '-groupKey' }

    await expect(signInWith(shop, 'alice', nobody)).rejects.toMatchObject(gone)
    await expect(signInWith(shop, 'bob', device)).rejects.toMatchObject(gone)
    await shop.call('ForgetDevice', { AccessToken: first.AccessToken, DeviceKey: device.key })
    await expect(signInWith(shop, 'alice', device)).rejects.toMatchObject(gone)
  })

  test('that came with the first half of an exchange is looked at with the proof', async () => {
    const shop = await place({ ...tracking(), client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } })
    await confirmedUser(shop, 'alice')
    const pending = await startSrp(shop, 'alice', {}, { DEVICE_KEY: `us-east-1_${'0'.repeat(36)}` })

    await expect(respond(shop, 'alice', pending, proofOf(shop, pending, 'wrong'))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    })
    const again = await startSrp(shop, 'alice', {}, { DEVICE_KEY: `us-east-1_${'0'.repeat(36)}` })
    await expect(respond(shop, 'alice', again, proofOf(shop, again))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test('that was given out and never confirmed is no error', async () => {
    const shop = await place(tracking())
    await confirmedUser(shop, 'alice')
    const { NewDeviceMetadata } = await tokensOf(shop, 'alice')
    const { DeviceKey = '', DeviceGroupKey = '' } = NewDeviceMetadata!

    expect(await signInWith(shop, 'alice', { key: DeviceKey, groupKey: DeviceGroupKey })).toMatchObject(tokens)
  })

  test('must come with every refresh', async () => {
    const shop = await place(tracking())
    await confirmedUser(shop, 'alice')
    const { RefreshToken, NewDeviceMetadata } = await tokensOf(shop, 'alice')
    const refresh = (parameters: Record<string, string>) => {
      const AuthParameters = { REFRESH_TOKEN: RefreshToken, ...parameters }
      return signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })
    }
    const invalid = refusal('NotAuthorizedException', 'Invalid Refresh Token')
    const { DeviceKey = '' } = NewDeviceMetadata!

    await expect(refresh({})).rejects.toMatchObject(invalid)
    await expect(refresh({ DEVICE_KEY: 'us-east-1_0' })).rejects.toMatchObject(invalid)
    await expect(refresh({ DEVICE_KEY: DeviceKey })).resolves.toMatchObject(tokens)
    const exchange = { ClientId: shop.clientId, RefreshToken }
    await expect(shop.call('GetTokensFromRefreshToken', exchange)).rejects.toMatchObject(invalid)
    await expect(shop.call('GetTokensFromRefreshToken', { ...exchange, DeviceKey })).resolves.toMatchObject(tokens)
  })
})

describe('threat protection', () => {
  test('counts the proof of a device, and does not ask for a second factor beside it', async () => {
    const shop = await protectedPlace({
      pool: { SmsConfiguration: smsConfiguration, ...tracking().pool },
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('MFA_REQUIRED') } },
    })
    await setMfa(shop, 'OPTIONAL', { sms: true })
    await confirmedUser(shop, 'alice', phone)
    const quiet = { ...shop, call: shop.callFrom({ ipAddress: magic.NoRisk }) }
    const device = await confirm(shop, await tokensOf(quiet, 'alice'))
    const risky = { ...shop, call: shop.callFrom({ ipAddress: magic.Medium }) }

    const pending = await signInWith(risky, 'alice', device)
    expect(pending).toMatchObject({ ChallengeName: 'DEVICE_SRP_AUTH' })
    const done = await proveDevice(risky, 'alice', pending, device)

    expect(done).toMatchObject(tokens)
    const [event] = await shop.events('alice')
    expect(event).toMatchObject({ EventResponse: 'Pass', EventRisk: { RiskLevel: 'Medium' } })
    expect(shop.event(event!.EventId!)).toMatchObject({ verified: true })
  })

  test('sees a device that comes before a second factor', async () => {
    const shop = await protectedPlace({ pool: { SmsConfiguration: smsConfiguration, ...tracking().pool } })
    await setMfa(shop, 'ON', { sms: true })
    await confirmedUser(shop, 'alice', phone)
    const device = await confirm(shop, await signInByMessage(shop))

    await proveDevice(shop, 'alice', await signInWith(shop, 'alice', device), device)

    const [event] = await shop.events('alice')
    expect(shop.event(event!.EventId!)).toMatchObject({
      verified: true,
      context: { rememberedDevice: true, deviceId: device.key },
    })
  })

  test('knows a device again that is only named, as no second factor is due', async () => {
    const shop = await protectedPlace(tracking())
    await confirmedUser(shop, 'alice')
    const device = await confirm(shop, await tokensOf(shop, 'alice'))

    await expect(signInWith(shop, 'alice', device)).resolves.toMatchObject(tokens)

    const [event] = await shop.events('alice')
    const { context, verified } = shop.event(event!.EventId!)
    expect(context).toMatchObject({ deviceId: device.key })
    expect(context.rememberedDevice ?? false).toBe(false)
    expect(verified).toBe(false)
  })

  test('blocks a remembered device all the same', async () => {
    const shop = await protectedPlace({
      pool: { SmsConfiguration: smsConfiguration, ...tracking().pool },
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') } },
    })
    await confirmedUser(shop, 'alice', phone)
    const quiet = { ...shop, call: shop.callFrom({ ipAddress: magic.NoRisk }) }
    const device = await confirm(shop, await tokensOf(quiet, 'alice'))

    await expect(
      signInWith({ ...shop, call: shop.callFrom({ ipAddress: magic.High }) }, 'alice', device),
    ).rejects.toMatchObject(refusal('NotAuthorizedException', 'Unable to login because of security reasons.'))
  })
})
