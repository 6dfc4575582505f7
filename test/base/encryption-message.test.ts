import { createDecipheriv, createPublicKey, createVerify, hkdfSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { encryptMessage } from '../../src/base/encryption-message.ts'
import { seededRandom } from '../../src/base/random.ts'

const wrapping = {
  key: Buffer.alloc(32, 7),
  namespace: 'cognito-plus',
  name: 'arn:aws:kms:us-east-1:123456789012:key/k',
}

/** What a reader of the message format finds, going by its specification and nothing of ours. */
function open(message: Buffer) {
  let at = 0
  const take = (length: number) => {
    at += length
    return message.subarray(at - length, at)
  }
  const number = (length: number) => take(length).readUIntBE(0, length)
  const version = number(1)
  const type = number(1)
  const suite = take(2)
  const messageId = take(16)
  const aad = take(number(2))
  const pairs: [string, string][] = []
  let inside = 2
  const field = () => {
    const length = aad.readUInt16BE(inside)
    inside += 2 + length
    return aad.subarray(inside - length, inside).toString()
  }
  for (let left = aad.readUInt16BE(0); left > 0; left -= 1) pairs.push([field(), field()])
  const context = Object.fromEntries(pairs)
  const dataKeys = number(2)
  const provider = take(number(2)).toString()
  const information = take(number(2))
  const sealedKey = take(number(2))
  const content = { type: number(1), reserved: number(4), ivLength: number(1), frameLength: number(4) }
  const header = message.subarray(0, at)
  const headerIv = take(12)
  const headerTag = take(16)
  const frame = { mark: number(4), sequence: number(4), iv: take(12), length: number(4) }
  const sealed = take(frame.length)
  const tag = take(16)
  const signed = message.subarray(0, at)
  const signature = take(number(2))

  const name = information.subarray(0, -20).toString()
  const dataKey = gcm(wrapping.key, information.subarray(-12), aad, sealedKey.subarray(0, -16), sealedKey.subarray(-16))
  const key = Buffer.from(hkdfSync('sha384', dataKey, Buffer.alloc(0), Buffer.concat([suite, messageId]), 32))
  gcm(key, headerIv, header, Buffer.alloc(0), headerTag)
  const numbers = Buffer.alloc(12)
  numbers.writeUInt32BE(frame.sequence)
  numbers.writeUInt32BE(frame.length, 8)
  const frameAad = Buffer.concat([messageId, Buffer.from('AWSKMSEncryptionClient Final Frame'), numbers])
  const plaintext = gcm(key, frame.iv, frameAad, sealed, tag).toString()
  const verified = createVerify('sha384')
    .update(signed)
    .verify(publicKey(context['aws-crypto-public-key'] ?? ''), signature)
  const { mark, sequence } = frame
  return {
    ...{ version, type, suite: suite.toString('hex'), dataKeys, provider, name, content, mark, sequence },
    ...{ context, plaintext, verified, rest: message.length - at },
  }
}

function gcm(key: Buffer, iv: Buffer, aad: Buffer, ciphertext: Buffer, tag: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(aad).setAuthTag(tag)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}

/** A compressed point of P-384 inside the DER frame of a public key. */
function publicKey(point: string) {
  const frame = Buffer.from('3046301006072a8648ce3d020106052b81040022033200', 'hex')
  return createPublicKey({ key: Buffer.concat([frame, Buffer.from(point, 'base64')]), format: 'der', type: 'spki' })
}

describe('a message of the AWS Encryption SDK', () => {
  test('opens with the wrapping key, authentic in header, frame and signature', () => {
    const message = encryptMessage(seededRandom('test'), '123456', { 'userpool-id': 'us-east-1_abc' }, wrapping)

    const { context, ...opened } = open(message)

    expect(opened).toEqual({
      version: 1,
      type: 0x80,
      suite: '0378',
      dataKeys: 1,
      provider: 'cognito-plus',
      name: 'arn:aws:kms:us-east-1:123456789012:key/k',
      content: { type: 2, reserved: 0, ivLength: 12, frameLength: 4096 },
      mark: 0xffffffff,
      sequence: 1,
      plaintext: '123456',
      verified: true,
      rest: 0,
    })
    expect(Object.keys(context)).toEqual(['aws-crypto-public-key', 'userpool-id'])
    expect(context['userpool-id']).toBe('us-east-1_abc')
  })

  test('keeps every character of a temporary password', () => {
    const message = encryptMessage(seededRandom('test'), 'Pä55 wörd "<&>"', {}, wrapping)

    expect(open(message).plaintext).toBe('Pä55 wörd "<&>"')
  })

  test('begins as those of the service do', () => {
    const message = encryptMessage(seededRandom('test'), '1', { 'userpool-id': 'us-east-1_abc' }, wrapping)

    // Observed: `request.code` of published events begins with these characters.
    expect(message.toString('base64').slice(0, 5)).toBe('AYADe')
  })
})
