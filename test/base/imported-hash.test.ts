import * as crypto from 'node:crypto'
import { hashSync } from 'bcryptjs'
import { describe, expect, test } from 'vitest'
import { type ImportedAlgorithm, verifyImportedHash } from '../../src/base/imported-hash.ts'

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const salt = Buffer.from('0123456789abcdef')

describe('bcrypt', () => {
  test.each([
    // jBCrypt's test vectors.
    ['', '$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.'],
    ['a', '$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe'],
    ['abc', '$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i'],
    ['abcdefghijklmnopqrstuvwxyz', '$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC'],
    ['~!@#$%^&*()      ~!@#$%^&*()PNBFRD', '$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO'],
  ])('knows the password %j by its published hash', (password, hash) => {
    expect(verifyImportedHash('BCRYPT', hash, password)).toBe(true)
    expect(verifyImportedHash('BCRYPT', hash, `${password}.`)).toBe(false)
  })

  test.each(['2a', '2b', '2y'])('takes version %s', (version) => {
    const hash = `$${version}$04$m0CrhHm10qJ3lXRY.5zDGO${hashSync('a', '$2b$04$m0CrhHm10qJ3lXRY.5zDGO').slice(29)}`

    expect(verifyImportedHash('BCRYPT', hash, 'a')).toBe(true)
  })

  test('knows no other text, and none that would cost too much', () => {
    const costly = `$2b$16$m0CrhHm10qJ3lXRY.5zDGO${'.'.repeat(31)}`

    for (const text of ['', 'x', '$2b$10$short', '$1$10$m0CrhHm10qJ3lXRY.5zDGO', costly]) {
      expect(verifyImportedHash('BCRYPT', text, 'a')).toBe(false)
    }
  })
})

describe('verifyImportedHash', () => {
  const password = 'Tr0ub4dor&3'
  const cases: [ImportedAlgorithm, string][] = [
    ['BCRYPT', hashSync(password, '$2b$04$m0CrhHm10qJ3lXRY.5zDGO')],
    ['SCRYPT', `$scrypt$ln=10,r=8,p=1$${base64(salt)}$${base64(crypto.scryptSync(password, salt, 32, { N: 1024 }))}`],
    [
      'PBKDF2_SHA256',
      `$pbkdf2-sha256$i=1000$${base64(salt)}$${base64(crypto.pbkdf2Sync(password, salt, 1000, 32, 'sha256'))}`,
    ],
    [
      'PBKDF2_SHA256',
      `pbkdf2_sha256$1000$pepper$${crypto.pbkdf2Sync(password, 'pepper', 1000, 32, 'sha256').toString('base64')}`,
    ],
  ]
  if ('argon2Sync' in crypto) {
    const parameters = { message: password, nonce: salt, parallelism: 1, tagLength: 32, memory: 64, passes: 2 }
    const hash = crypto.argon2Sync('argon2id', parameters)
    cases.push(['ARGON2ID', `$argon2id$v=19$m=64,t=2,p=1$${base64(salt)}$${base64(hash)}`])
  }

  test.each(cases)('takes the right password and no other for %s %s', (algorithm, hash) => {
    expect(verifyImportedHash(algorithm, hash, password)).toBe(true)
    expect(verifyImportedHash(algorithm, hash, `${password}!`)).toBe(false)
    for (const [other] of cases.filter(([name]) => name !== algorithm)) {
      expect(verifyImportedHash(other, hash, password)).toBe(false)
    }
  })

  test.each<[ImportedAlgorithm, string]>([
    ['BCRYPT', 'nonsense'],
    ['SCRYPT', '$scrypt$ln=99,r=8,p=1$c2FsdA$aGFzaA'],
    ['SCRYPT', ''],
    ['PBKDF2_SHA256', '$pbkdf2-sha256$i=0$c2FsdA$aGFzaA'],
    ['ARGON2ID', '$argon2id$v=19$m=0,t=0,p=1$c2FsdA$aGFzaA'],
  ])('matches nothing for %s %j', (algorithm, hash) => {
    expect(verifyImportedHash(algorithm, hash, '')).toBe(false)
  })
})
