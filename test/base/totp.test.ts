import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { isTotpSecret, matchedTotpStep, newTotpSecret, totpCode } from '../../src/base/totp.ts'

/** The secret of RFC 6238 appendix B, whose 8-digit codes end in the 6-digit ones. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('TOTP', () => {
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('has the code of RFC 6238 at %d s', (seconds, code) => {
    expect(totpCode(secret, seconds * 1000)).toBe(code)
    expect(matchedTotpStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
  })

  test('allows one step of drift either way and names the step', () => {
    const at = 1_700_000_010_000
    const step = Math.floor(at / 30_000)

    for (const drift of [-1, 0, 1]) {
      expect(matchedTotpStep(secret, totpCode(secret, at + drift * 30_000), at)).toBe(step + drift)
    }
    for (const drift of [-2, 2]) {
      expect(matchedTotpStep(secret, totpCode(secret, at + drift * 30_000), at)).toBeUndefined()
    }
  })

  test.each(['', '12345', '1234567', 'abcdef', ' 28708', '２８７０８２'])('refuses %j', (code) => {
    expect(matchedTotpStep(secret, code, 59_000)).toBeUndefined()
  })

  test('makes secrets of 52 base32 characters that work at once', () => {
    const made = newTotpSecret(seededRandom('totp'))

    expect(made).toMatch(/^[A-Z2-7]{52}$/)
    expect(isTotpSecret(made)).toBe(true)
    expect(matchedTotpStep(made, totpCode(made, 0), 0)).toBe(0)
  })

  test.each([
    ['geZDGNBVGY3TQOJQ', true],
    ['GEZDGNBVGY3TQOJ', false],
    ['GEZDGNBVGY3TQOJ1', false],
    ['GEZDGNBVGY3TQOJ=', false],
  ])('knows whether %s is a secret', (text, expected) => {
    expect(isTotpSecret(text)).toBe(expected)
  })
})
