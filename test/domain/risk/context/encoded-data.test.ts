import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeContextData, deviceIdOf, fingerprint } from '../../../../src/domain/risk/context/encoded-data.ts'
import { encodeContextData } from '../../../support/encoded-data.ts'

const clientId = '1example23456789'
const poolId = 'us-west-2_EXAMPLE'
const decode = (encoded: string) => decodeContextData(encoded, clientId, poolId)

describe('EncodedData', () => {
  test('of the known vector is read', () => {
    const payload =
      '{"contextData":{"DeviceId":"d1"},"username":"diego","userPoolId":"us-west-2_EXAMPLE","timestamp":"1700000000123"}'
    const signature = 'ltnoLPsp0ZOCJwZ7lzFLFACYHdm1dqrTeEBgUD/WnaM='
    const encoded = Buffer.from(JSON.stringify({ payload, signature, version: 'JS20171115' })).toString('base64')

    expect(decode(encoded)).toEqual({
      valid: true,
      contextData: { DeviceId: 'd1' },
      username: 'diego',
      userPoolId: poolId,
      timestamp: 1700000000123,
    })
  })

  test.each(['ANDROID20171114', 'IOS20171114', 'JS20171115'])('of version %s is read', (version) => {
    expect(decode(encodeContextData(clientId, { version }))).toMatchObject({ valid: true, username: 'alice' })
  })

  test('of Android is read in spite of its wrapped lines', () => {
    const wrap = (text: string) => `${text.match(/.{1,76}/g)?.join('\n')}\n`
    const payload = JSON.stringify({
      contextData: { Platform: 'ANDROID' },
      username: 'alice',
      userPoolId: '',
      timestamp: '1',
    })
    const version = 'ANDROID20171114'
    const signature = wrap(
      createHmac('sha256', clientId)
        .update(version + payload)
        .digest('base64'),
    )

    const encoded = wrap(encodeContextData(clientId, { version, payload, signature }))

    expect(encoded).toContain('\n')
    expect(decode(encoded)).toMatchObject({ valid: true, contextData: { Platform: 'ANDROID' } })
  })

  test('keeps odd values as texts and drops what is no value', () => {
    const contextData = { ClientTimezone: '.5:30', ScreenHeightPixels: 1080, Carrier: null, Plugins: ['a'], Ünï: 'é' }

    expect(decode(encodeContextData(clientId, { contextData }))).toMatchObject({
      valid: true,
      contextData: { ClientTimezone: '.5:30', ScreenHeightPixels: '1080', Ünï: 'é' },
    })
  })

  test('may name this pool or none', () => {
    expect(decode(encodeContextData(clientId, { userPoolId: poolId })).valid).toBe(true)
    expect(decode(encodeContextData(clientId, { userPoolId: '' })).valid).toBe(true)
  })

  test('without a timestamp has none', () => {
    const payload = JSON.stringify({ contextData: {} })

    expect(decode(encodeContextData(clientId, { payload }))).toEqual({
      valid: true,
      contextData: {},
      username: '',
      userPoolId: '',
      timestamp: Number.NaN,
    })
  })

  const sealed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
  test.each([
    ['nothing', '', 'not base64 of a JSON object'],
    ['no base64', '%%%', 'not base64 of a JSON object'],
    ['no object', sealed('x'), 'not base64 of a JSON object'],
    ['a list', sealed([1]), 'not base64 of a JSON object'],
    ['an empty object', sealed({}), 'payload or signature missing'],
    [
      'a payload that is no text',
      sealed({ payload: {}, signature: 's', version: 'JS20171115' }),
      'payload or signature missing',
    ],
    ['another version', encodeContextData(clientId, { version: 'JS20990101' }), 'unknown version'],
    ['a wrong signature', encodeContextData(clientId, { signature: 'AAAA' }), 'wrong signature'],
    ['the signature of another client', encodeContextData('another'), 'wrong signature'],
    ['a payload that is no JSON', encodeContextData(clientId, { payload: 'x' }), 'payload without context data'],
    ['no context data', encodeContextData(clientId, { payload: '{}' }), 'payload without context data'],
    ['another pool', encodeContextData(clientId, { userPoolId: 'us-west-2_OTHER' }), 'made for another user pool'],
  ])('with %s is not believed', (_, encoded, reason) => {
    expect(decode(encoded)).toEqual({ valid: false, reason })
  })

  test('with a changed payload is not believed', () => {
    const envelope = JSON.parse(Buffer.from(encodeContextData(clientId), 'base64').toString()) as { payload: string }
    envelope.payload = envelope.payload.replace('alice', 'mallory')

    expect(decode(sealed(envelope))).toEqual({ valid: false, reason: 'wrong signature' })
  })

  test('never throws', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64')),
      fc.json().map((payload) => encodeContextData(clientId, { payload })),
    )

    fc.assert(fc.property(anything, (encoded) => typeof decode(encoded).valid === 'boolean'))
  })
})

describe('a device id', () => {
  test('is the one of the library, else a hash of the fingerprint, else missing', () => {
    const print = { DeviceFingerprint: 'Mozilla/5.0 PDF Viewer:en-US' }

    expect(deviceIdOf({ DeviceId: 'd1', ...print })).toBe('d1')
    expect(deviceIdOf(print)).toBe(fingerprint(print))
    expect(fingerprint(print)).toMatch(/^fp:[0-9a-f]{32}$/)
    expect(deviceIdOf({ DeviceId: '' })).toBeUndefined()
    expect(fingerprint({})).toBeUndefined()
  })

  test('is the same for devices that look alike only', () => {
    expect(fingerprint({ DeviceFingerprint: 'a' })).toBe(fingerprint({ DeviceFingerprint: 'a', DeviceName: 'x' }))
    expect(fingerprint({ DeviceFingerprint: 'a' })).not.toBe(fingerprint({ DeviceFingerprint: 'b' }))
  })
})
