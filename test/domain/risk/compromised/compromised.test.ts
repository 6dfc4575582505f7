import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, test } from 'vitest'
import { randomText, seededRandom } from '../../../../src/base/random.ts'
import { isListed } from '../../../../src/domain/risk/compromised/common-passwords.ts'
import { isCommonPassword, isCompromised, passwordDigest } from '../../../../src/domain/risk/compromised/compromised.ts'

const listed = dictionary['passwords-common'] as string[]

describe('the list of common passwords', () => {
  test('holds all of its source and nothing next to it', () => {
    const known = new Set(listed)
    for (const password of listed) {
      if (!isListed(password)) expect.fail(`${password} is missing`)
      for (const near of [`${password}~`, password.slice(0, -1), `!${password}`]) {
        if (isListed(near) !== known.has(near)) expect.fail(`${near} is wrong`)
      }
    }
  })

  test.each(['', '\n', '\0', 'zzzzzzzzzzzzzzzzzz', '!', '~~~~', 'password\n123456', 'Password'])('lacks %j', (text) => {
    expect(isListed(text)).toBe(false)
  })
})

describe('common passwords', () => {
  test.each([
    'Password1!',
    'P@ssw0rd123',
    'P@ssw0rd',
    'PASSWORD',
    'Pa$$w0rd!',
    'Qwerty12345!',
    'Abc123!!',
    'Letmein2024$',
    '123456',
    'Iloveyou1!',
    'Trustno1',
    'Trustno1!',
    'Dragon#1',
  ])('are found in any disguise: %s', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  test.each([
    'Tr0ub4dor&3-Staple',
    'kV7#pQ9!xLm2Zt',
    'Xq7!Password1!',
    'Ab1$83920174!',
    '        ',
    '!!!!!!!!9',
    '',
    'ß'.repeat(20),
    `Password${'1'.repeat(300)}`,
  ])('are not strong or strange ones: %j', (password) => {
    expect(isCommonPassword(password)).toBe(false)
  })

  test('are hardly ever made by chance', () => {
    const random = seededRandom('passwords')
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*()-_=+'
    const found = Array.from({ length: 20_000 }, () => randomText(random, 10, alphabet)).filter(isCommonPassword)

    expect(found.length).toBeLessThanOrEqual(2)
  })
})

describe('compromised passwords', () => {
  const own = (digest: string) => digest === passwordDigest('Correct-Horse-7')

  test.each([
    ['Password1!', true],
    ['Correct-Horse-7', true],
    ['correct-horse-7', false],
    ['Correct-Horse-7!', false],
    ['kV7#pQ9!xLm2Zt', false],
  ])('are the common ones and the exact ones of a seed: %s', (password, expected) => {
    expect(isCompromised(password, own)).toBe(expected)
  })

  test('are kept as SHA-256 in hex', () => {
    expect(passwordDigest('password')).toBe('5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8')
  })
})
