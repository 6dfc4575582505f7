import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '../../src/base/password-hash.ts'
import { seededRandom } from '../../src/base/random.ts'

const alice = { poolName: 'TestPool1', userId: 'alice' }

describe('a password credential', () => {
  test('holds a salt of 16 bytes and a private key of 32, in hex', () => {
    const credential = hashPassword(seededRandom('passwords'), alice, 'Passw0rd!')

    expect(credential.salt).toMatch(/^[0-9a-f]{32}$/)
    expect(credential.x).toMatch(/^[0-9a-f]{64}$/)
  })

  test('accepts its password and nothing else', () => {
    const credential = hashPassword(seededRandom('passwords'), alice, 'Pässw0rd!')

    expect(verifyPassword(credential, alice, 'Pässw0rd!')).toBe(true)
    for (const other of ['Pässw0rd', 'pässw0rd!', '', 'Pässw0rd! ']) {
      expect(verifyPassword(credential, alice, other)).toBe(false)
    }
  })

  test('belongs to one user of one pool', () => {
    const credential = hashPassword(seededRandom('passwords'), alice, 'Passw0rd!')

    expect(verifyPassword(credential, { ...alice, userId: 'bob' }, 'Passw0rd!')).toBe(false)
    expect(verifyPassword(credential, { ...alice, poolName: 'TestPool2' }, 'Passw0rd!')).toBe(false)
  })

  test('differs from one time to the next', () => {
    const random = seededRandom('passwords')

    expect(hashPassword(random, alice, 'Passw0rd!')).not.toEqual(hashPassword(random, alice, 'Passw0rd!'))
  })

  test('is the vector of the known SRP exchange', () => {
    const salt = '90ab12cd34ef56ab78cd90ef12ab34cd'
    const random = { bytes: () => Buffer.from(salt, 'hex') }

    const x = '0bbf85a07e522789262837b820901baa75a6f5f3ab848bd7b38daf936a5e452c'
    expect(hashPassword(random, alice, 'Passw0rd!')).toEqual({ salt, x })
  })
})
