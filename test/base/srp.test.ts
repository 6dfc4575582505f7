import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import {
  claimSignature,
  g,
  k,
  modPow,
  N,
  pad,
  parseClientPublicKey,
  privateKey,
  scrambler,
  serverPublicKey,
  serverSessionKey,
  unpadBase64,
  verifier,
} from '../../src/base/srp.ts'
import { deviceSecretVerifier, srpClient } from '../support/srp-client.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

// Observed: the values were reproduced with amazon-cognito-identity-js.
const identity = { poolName: 'TestPool1', userId: 'alice' }
const password = 'Passw0rd!'
const salt = '90ab12cd34ef56ab78cd90ef12ab34cd'
const a = sha256('client-a').repeat(4)
const b = sha256('server-b').repeat(4)
const x = '0bbf85a07e522789262837b820901baa75a6f5f3ab848bd7b38daf936a5e452c'
const secretBlock = Buffer.from(Array.from({ length: 64 }, (_, i) => i)).toString('base64')
const timestamp = 'Tue Apr 7 09:05:03 UTC 2026'
const signature = 'dBVAHyu5VI+bRE2Qv5y9LEO+URX3qz+p060y/Xyd0Q8='

describe('SRP', () => {
  test('has the group of the service', () => {
    expect(N.toString(16)).toHaveLength(768)
    expect(g).toBe(2n)
    expect(k.toString(16)).toBe('538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6')
  })

  test.each([
    [0n, '00'],
    [1n, '01'],
    [0x7fn, '7f'],
    [0x80n, '0080'],
    [0xfffn, '0fff'],
    [0x1234n, '1234'],
    [0x9234n, '009234'],
  ])('pads %d to %s', (n, hex) => {
    expect(pad(n).toString('hex')).toBe(hex)
  })

  test('finds private key, verifier and public keys of the known vector', () => {
    const v = verifier(x)
    const B = serverPublicKey(v, b)
    const A = srpClient(a).SRP_A

    expect(privateKey(identity, password, salt)).toBe(x)
    expect(sha256(v)).toBe('d9f4158cd88003a82f34e4c50c0552cd477b539fc7b3ebaa6843d21d1c84fcac')
    expect(sha256(B)).toBe('6dc35be0eb62bbb8a446ea1bd17eac0f4ec132c2f5cc7fe06d2937934dc4d1d4')
    expect(sha256(A)).toBe('7ad5e7d1a067f8e1eaccf4408600b8fcda53c2076a6ccad0125bf581b4461c70')
    expect(scrambler(BigInt(`0x${A}`), BigInt(`0x${B}`)).toString(16)).toBe(
      '4835b1dedd6c3ce31f93495a79463dfaa704b3b72ca73302bd77bf8ad4c8f7de',
    )
  })

  test('finds shared secret, session key and signature of the known vector on the server', () => {
    const v = verifier(x)
    const A = srpClient(a).SRP_A
    const B = serverPublicKey(v, b)
    const u = scrambler(BigInt(`0x${A}`), BigInt(`0x${B}`))
    const S = modPow((BigInt(`0x${A}`) * modPow(BigInt(`0x${v}`), u)) % N, BigInt(`0x${b}`))
    const key = serverSessionKey({ A, B, b, verifier: v })

    expect(sha256(S.toString(16))).toBe('ecbd554706190a6597dc1a49bdd63ff4dcca89b9ac0c9bcb63807115095a232a')
    expect(key.toString('hex')).toBe('b6cf82ca9750a9375b0fc247f6ef701b')
    expect(claimSignature(key, identity, secretBlock, timestamp)).toBe(signature)
  })

  test('lets a client with the right password give the same signature, and no other', () => {
    const SRP_B = serverPublicKey(verifier(x), b)
    const challenge = { identity, SALT: salt, SRP_B, SECRET_BLOCK: secretBlock, TIMESTAMP: timestamp }

    const right = srpClient(a).respond({ ...challenge, password })
    const wrong = srpClient(a).respond({ ...challenge, password: 'Passw0rd?' })

    expect(right.PASSWORD_CLAIM_SIGNATURE).toBe(signature)
    expect(wrong.PASSWORD_CLAIM_SIGNATURE).not.toBe(signature)
  })

  test('works with a short server secret', () => {
    const random = seededRandom('srp')
    const [short, v] = [random.bytes(32).toString('hex'), verifier(x)]
    const client = srpClient(random.bytes(128).toString('hex'))
    const B = serverPublicKey(v, short)

    const answer = client.respond({
      identity,
      password,
      SALT: salt,
      SRP_B: B,
      SECRET_BLOCK: secretBlock,
      TIMESTAMP: timestamp,
    })
    const key = serverSessionKey({ A: client.SRP_A, B, b: short, verifier: v })

    expect(answer.PASSWORD_CLAIM_SIGNATURE).toBe(claimSignature(key, identity, secretBlock, timestamp))
  })

  test('gives devices the verifier that clients compute', () => {
    const device = { groupKey: '-groupKey1', key: 'us-east-1_11111111-2222-3333-4444-555555555555' }
    const sent = deviceSecretVerifier(device, 'ZGV2aWNlLXNlY3JldA==', salt)

    expect(sent.Salt).toBe('AJCrEs0071areM2Q7xKrNM0=')
    expect(sha256(sent.PasswordVerifier)).toBe('24d5b19ddaaf26d71b8c4645f3a6055abd0d73c954e4b02a3a1cd44f5d804212')
    expect(unpadBase64(sent.Salt)).toBe(salt)
  })

  test('raises to powers as plain arithmetic does', () => {
    const slow = (base: bigint, exponent: bigint): bigint =>
      exponent === 0n ? 1n : (slow((base * base) % N, exponent / 2n) * (exponent % 2n ? base : 1n)) % N
    const random = seededRandom('powers')
    const cases: [bigint, bigint][] = [
      [2n, 1n],
      [2n, 2n],
      [1n, 12n],
      [N - 1n, 3n],
      [3n, 0xf0n],
    ]
    for (let i = 1; i < 6; i++) {
      cases.push([BigInt(`0x${random.bytes(380).toString('hex')}`), BigInt(`0x${random.bytes(8 * i).toString('hex')}`)])
    }

    for (const [base, exponent] of cases) expect(modPow(base, exponent)).toBe(slow(base, exponent))
  })

  test.each([
    ['', undefined],
    ['xyz', undefined],
    ['0', undefined],
    ['-1', undefined],
    [N.toString(16), undefined],
    [(2n * N).toString(16), undefined],
    ['00AbC', 'abc'],
    [(N + 5n).toString(16), '5'],
  ])('reads SRP_A %#', (text, expected) => {
    expect(parseClientPublicKey(text)).toBe(expected)
  })
})
