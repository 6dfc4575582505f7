import { describe, expect, test } from 'vitest'
import type { ContextDataType, UserContextDataType } from '../../../src/api/generated/types.ts'
import { secretHash } from '../../../src/base/secret-hash.ts'
import { encodeContextData } from '../../support/encoded-data.ts'
import { confirmedUser, goodPassword, type PlaceOptions } from '../../support/people.ts'
import {
  berlin,
  chromeOnWindows,
  lagos,
  type ProtectedPlace,
  protectedPlace,
  seattle,
} from '../../support/protected.ts'

async function shopWithAnn(options: PlaceOptions = {}) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann')
  return shop
}

/** Signs in from Seattle and answers what the event says about the circumstances. */
async function contextOf(shop: ProtectedPlace, UserContextData: UserContextDataType) {
  const { clientId, clientSecret } = shop
  const hash = clientSecret === undefined ? {} : { SECRET_HASH: secretHash(clientSecret, 'ann', clientId) }
  await shop.callFrom({ ipAddress: seattle, userAgent: 'curl/8.5.0' })('InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD: goodPassword, ...hash },
    UserContextData,
  })
  const [event] = await shop.events('ann')
  return { shown: event!.EventContextData!, stored: shop.event(event!.EventId!).context }
}

const contextData = { DeviceId: 'd1', UserAgent: chromeOnWindows, ClientTimezone: '-07:00' }

describe('A28 · EncodedData', () => {
  test.each(['JS20171115', 'ANDROID20171114', 'IOS20171114'])('of version %s is believed', async (version) => {
    const shop = await shopWithAnn()
    const EncodedData = encodeContextData(shop.clientId, { contextData, version, userPoolId: shop.poolId })

    const { shown, stored } = await contextOf(shop, { EncodedData })

    expect(shown).toMatchObject({ IpAddress: seattle, DeviceName: 'Chrome 126, Windows 10', Timezone: '-07:00' })
    expect(stored).toMatchObject({ hasContextData: true, deviceId: 'd1', riskTimezone: 'local' })
  })

  test('is read with the line breaks that Android puts into it', async () => {
    const shop = await shopWithAnn()
    const EncodedData = encodeContextData(shop.clientId, { contextData }).replace(/.{76}/g, '$&\n')

    const { stored } = await contextOf(shop, { EncodedData })

    expect(stored).toMatchObject({ hasContextData: true, deviceId: 'd1' })
  })

  test.each<[string, (shop: ProtectedPlace) => string]>([
    ['a wrong signature', ({ clientId }) => encodeContextData(clientId, { contextData, signature: 'AAAA' })],
    ['another client’s signature', () => encodeContextData('other', { contextData })],
    ['another pool', ({ clientId }) => encodeContextData(clientId, { contextData, userPoolId: 'us-east-1_AAAAAAAAA' })],
    ['no sense at all', () => 'nonsense'],
  ])('with %s fails nothing and counts as absent', async (_name, make) => {
    const shop = await shopWithAnn()

    const { shown, stored } = await contextOf(shop, { EncodedData: make(shop) })

    expect(shown).toMatchObject({ DeviceName: 'curl 8, Other' })
    expect(shown.Timezone).toBeUndefined()
    expect(stored).toMatchObject({ hasContextData: false })
    expect(stored.deviceId).toBeUndefined()
  })
})

describe('A29 · UserContextData.IpAddress', () => {
  const allowed = { client: { GenerateSecret: true, EnablePropagateAdditionalUserContextData: true } }

  test('counts with plan, secret and switch', async () => {
    const shop = await shopWithAnn(allowed)

    const { shown } = await contextOf(shop, { IpAddress: lagos })

    expect(shown).toMatchObject({ IpAddress: lagos, City: 'Lagos', Country: 'Nigeria' })
  })

  test.each<[string, PlaceOptions]>([
    ['a secret', {}],
    ['the switch', { client: { GenerateSecret: true } }],
  ])('is ignored without %s', async (_name, options) => {
    const shop = await shopWithAnn(options)

    const { shown } = await contextOf(shop, { IpAddress: lagos })

    expect(shown).toMatchObject({ IpAddress: seattle, City: 'Seattle' })
  })

  test('that is no address is an error where it counts', async () => {
    const shop = await shopWithAnn(allowed)

    await expect(contextOf(shop, { IpAddress: '203.0.113' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

describe('ContextData of administrators', () => {
  const serverSide: ContextDataType = {
    IpAddress: lagos,
    ServerName: 'shop.example.com',
    ServerPath: '/login',
    HttpHeaders: [{ headerName: 'User-Agent', headerValue: chromeOnWindows }],
  }
  const adminFlow = { client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH' as const] } }

  async function signIn(shop: ProtectedPlace, ContextData: ContextDataType | undefined) {
    await shop.callFrom({ ipAddress: berlin, userAgent: 'Boto3/1.21 Botocore/1.24' })('AdminInitiateAuth', {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: goodPassword },
      ContextData,
    })
    return (await shop.events('ann'))[0]!.EventContextData!
  }

  test('says where the user is and what he uses', async () => {
    expect(await signIn(await shopWithAnn(adminFlow), serverSide)).toMatchObject({
      IpAddress: lagos,
      DeviceName: 'Chrome 126, Windows 10',
      City: 'Lagos',
    })
  })

  test('that is left out makes the server the user', async () => {
    expect(await signIn(await shopWithAnn(adminFlow), undefined)).toMatchObject({
      IpAddress: berlin,
      DeviceName: '0 Botocore 1, Other',
      City: 'Berlin',
    })
  })

  test('with something that is no address is refused', async () => {
    const shop = await shopWithAnn(adminFlow)

    await expect(signIn(shop, { ...serverSide, IpAddress: 'localhost' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})
