import { describe, expect, test } from 'vitest'
import { safeEqual } from '../../src/base/constant-time.ts'
import { secretHash, verifySecretHash } from '../../src/base/secret-hash.ts'

describe('the secret hash', () => {
  test('is the known one for the known secret, user and client', () => {
    expect(secretHash('1examplesecret', 'alice', '1exampleclientid')).toBe(
      'WIAtRZ893q3j8MOA9iZTAVI+sUihUYynUJB8wy4aCNk=',
    )
  })

  test('is accepted only whole and only for its user and client', () => {
    const hash = secretHash('1examplesecret', 'alice', '1exampleclientid')

    expect(verifySecretHash(hash, '1examplesecret', 'alice', '1exampleclientid')).toBe(true)
    expect(verifySecretHash(hash, '1examplesecret', 'Alice', '1exampleclientid')).toBe(false)
    expect(verifySecretHash(hash, 'another', 'alice', '1exampleclientid')).toBe(false)
    expect(verifySecretHash(hash.slice(0, -1), '1examplesecret', 'alice', '1exampleclientid')).toBe(false)
    expect(verifySecretHash('', '1examplesecret', 'alice', '1exampleclientid')).toBe(false)
  })
})

describe('safeEqual', () => {
  test.each([
    ['', '', true],
    ['a', 'a', true],
    ['é', 'é', true],
    ['a', 'A', false],
    ['a', '', false],
    ['short', 'much longer', false],
    ['a\0', 'a', false],
  ])('%j and %j', (a, b, expected) => {
    expect(safeEqual(a, b)).toBe(expected)
  })
})
