import { describe, expect, test } from 'vitest'
import type { RequestInfo } from '../../../src/context.ts'
import { getPool } from '../../../src/domain/pools/pools.ts'
import { type AttemptInput, readAttempt, withRememberedDevice } from '../../../src/domain/risk/attempt.ts'
import { networksChanged } from '../../../src/domain/risk/places.ts'
import { networks } from '../../../src/store/schema/events.ts'
import { chromeOnWindows, lagos, type ProtectedPlace, protectedPlace, seattle } from '../../support/protected.ts'

function read(shop: ProtectedPlace, input: AttemptInput = {}, request: Partial<RequestInfo> = {}) {
  return shop.inside((ctx) => readAttempt(ctx, getPool(ctx, shop.poolId), undefined, input), request)
}

const simulated = (context: Record<string, unknown>) => ({ simulated: { context, skipCredentials: true } })

describe('the circumstances of an attempt', () => {
  test('are those of the request itself where nothing else is given', async () => {
    const shop = await protectedPlace()

    expect(read(shop)).toEqual({
      ipAddress: seattle,
      userAgent: chromeOnWindows,
      deviceName: 'Chrome 126, Windows 10',
      timezone: undefined,
      country: 'United States',
      countryCode: 'US',
      city: 'Seattle',
      latitude: 47.6062,
      longitude: -122.3321,
      asn: 64496,
      network: 'access',
      placedBy: 'table',
      deviceType: 'desktop',
      os: 'Windows 10',
      browser: 'Chrome 126',
      deviceId: undefined,
      rememberedDevice: undefined,
      riskTimezone: '?',
      hasContextData: false,
    })
  })

  test.each(['203.0.113.9', '::ffff:203.0.113.9'])('write an address in one way: %s', async (ipAddress) => {
    const shop = await protectedPlace()

    expect(read(shop, {}, { ipAddress })).toMatchObject({ ipAddress: lagos, city: 'Lagos' })
  })

  test('say nothing of a place that nobody knows', async () => {
    const shop = await protectedPlace()

    expect(read(shop, {}, { ipAddress: '8.8.8.8' })).toMatchObject({
      city: undefined,
      country: undefined,
      network: 'unknown',
      placedBy: 'unknown',
    })
  })

  test('come from the networks of a seed before all others', async () => {
    const shop = await protectedPlace()
    read(shop)
    const place = { country: 'Norway', countryCode: 'NO', city: 'Bergen', asn: 64510, kind: 'mobile' }
    shop.core.store.tx.insert(networks).values({ cidr: '192.0.2.0/28', place }).run()

    expect(read(shop)).toMatchObject({ city: 'Bergen', country: 'Norway', network: 'mobile', placedBy: 'seed' })
    shop.inside((ctx) => networksChanged(ctx.tx))
    expect(read(shop, {}, { ipAddress: '192.0.2.77' })).toMatchObject({ city: 'Seattle', placedBy: 'table' })
  })

  test('leave out what a pool without protection may not be told', async () => {
    const shop = await protectedPlace({ pool: { UserPoolTier: 'ESSENTIALS', UserPoolAddOns: undefined } })
    const ContextData = { IpAddress: 'no address', ServerName: 's', ServerPath: '/', HttpHeaders: [] }

    expect(read(shop, { ContextData })).toMatchObject({ ipAddress: seattle })
  })

  test('are cut where a client says too much about itself', async () => {
    const shop = await protectedPlace()

    expect(read(shop, {}, { userAgent: 'x'.repeat(9000) }).userAgent).toHaveLength(512)
  })

  test('name a remembered device, and say whether its secret was proved', async () => {
    const shop = await protectedPlace()
    const attempt = read(shop)

    const key = 'us-east-1_key'
    expect(withRememberedDevice(attempt, key, true)).toMatchObject({ deviceId: key, rememberedDevice: true })
    expect(withRememberedDevice(attempt, key, false)).toEqual({ ...attempt, deviceId: key })
    expect(withRememberedDevice({ ...attempt, deviceId: 'fp:1' }, key, false).deviceId).toBe(key)
    expect(withRememberedDevice({ ...attempt, deviceId: 'kept' }, key, true).deviceId).toBe('kept')
  })
})

describe('simulated circumstances', () => {
  test('replace address, device and time zone', async () => {
    const shop = await protectedPlace()
    const context = { ipAddress: lagos, userAgent: 'curl/8.5.0', deviceId: 'd1', timezone: 'Africa/Lagos' }

    expect(read(shop, {}, simulated(context))).toMatchObject({
      ipAddress: lagos,
      city: 'Lagos',
      deviceName: 'curl 8, Other',
      deviceId: 'd1',
      timezone: '+01:00',
      riskTimezone: 'Africa/Lagos',
      hasContextData: true,
    })
  })

  test('may move somebody, and nothing of the address is mixed into the new place', async () => {
    const shop = await protectedPlace()

    expect(read(shop, {}, simulated({ country: 'no', city: 'Oslo', latitude: 59.91, longitude: 10.75 }))).toMatchObject(
      {
        ipAddress: seattle,
        country: 'Norway',
        countryCode: 'NO',
        city: 'Oslo',
        latitude: 59.91,
        asn: undefined,
        network: 'unknown',
        placedBy: 'given',
      },
    )
  })

  test('may change the network alone', async () => {
    const shop = await protectedPlace()

    expect(read(shop, {}, simulated({ asn: 64999 }))).toMatchObject({ city: 'Seattle', asn: 64999, placedBy: 'given' })
  })
})
