import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCbor } from '../../src/base/cbor.ts'
import { cbor } from '../support/authenticator.ts'

describe('CBOR', () => {
  // RFC 8949, appendix A.
  test.each([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['20', -1],
    ['3903e7', -1000],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['f7', undefined],
    ['4401020304', Buffer.from([1, 2, 3, 4])],
    ['62c3bc', 'ü'],
    ['83010203', [1, 2, 3]],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
  ])('%s is read', (hex, value) => {
    expect(readCbor(Buffer.from(hex, 'hex'))).toEqual({ value, end: hex.length / 2 })
  })

  test.each(['', '18', '42ff', '5f', 'fb3ff199999999999a', '1b0000000100000000', '8201', 'c074'])(
    '%s is refused',
    (hex) => {
      expect(() => readCbor(Buffer.from(hex, 'hex'))).toThrow()
    },
  )

  test('whatever authenticators write comes back', () => {
    const leaf = fc.oneof(
      fc.integer({ min: -(2 ** 32), max: 2 ** 32 - 1 }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.array(leaf))), (entries) => {
        const value = new Map<unknown, unknown>(entries)
        expect(readCbor(cbor(value)).value).toEqual(value)
      }),
    )
  })

  test('nothing makes it hang or read beyond its end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(readCbor(Buffer.from(bytes)).end).toBeLessThanOrEqual(bytes.length)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })
})
