import { createCipheriv, createSign, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import type { Random } from './random.ts'

/** The data key of one message, as its reader finds it: who can open it, what they need to know, and the key itself. */
export interface WrappedKey {
  readonly provider: string
  readonly information: Buffer
  readonly sealed: Buffer
}

/** Wraps a data key of 256 bits; both forms of the message's context are authenticated with it. */
export type KeyWrapper = (
  dataKey: Buffer,
  context: Readonly<Record<string, string>>,
  contextBytes: Buffer,
) => WrappedKey

/**
 * Encrypts a short text as the AWS Encryption SDK does: message format 1, AES-256-GCM under a key derived with SHA-384,
 * signed with ECDSA P-384, one frame. Observed: the suite, the frame length and `userpool-id` in the context are those of
 * a published event of a user pool.
 */
export function encryptMessage(
  random: Random,
  plaintext: string,
  context: Readonly<Record<string, string>>,
  wrap: KeyWrapper,
): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
  const dataKey = random.bytes(32)
  const messageId = random.bytes(16)
  const full = { ...context, 'aws-crypto-public-key': compressedPoint(publicKey) }
  const aad = contextBytes(full)
  const { provider, information, sealed } = wrap(dataKey, full, aad)
  const wrapped = [Buffer.from(provider), information, sealed].map(withLength)
  const header = headerBytes(messageId, aad, Buffer.concat(wrapped))
  const key = Buffer.from(hkdfSync('sha384', dataKey, new Uint8Array(), Buffer.concat([suite, messageId]), 32))
  const headerIv = Buffer.alloc(ivLength)
  const [, headerTag] = seal(key, headerIv, header, Buffer.alloc(0))
  const message = Buffer.concat([header, headerIv, headerTag, onlyFrame(key, messageId, Buffer.from(plaintext))])
  return Buffer.concat([message, withLength(createSign('sha384').update(message).sign(privateKey))])
}

/** Wraps data keys as a raw AES keyring of this key (256 bits), namespace and name does. */
export function rawAesWrapper(random: Random, key: Uint8Array, namespace: string, name: string): KeyWrapper {
  return (dataKey, _context, aad) => {
    const iv = random.bytes(ivLength)
    const information = Buffer.concat([Buffer.from(name), uint32(tagBits), uint32(ivLength), iv])
    return { provider: namespace, information, sealed: Buffer.concat(seal(key, iv, aad, dataKey)) }
  }
}

/** AES-256-GCM, HKDF-SHA384, ECDSA P-384, without key commitment. */
const suite = Buffer.from([0x03, 0x78])
const ivLength = 12
const tagBits = 128
const frameLength = 4096

function headerBytes(messageId: Uint8Array, aad: Buffer, encryptedDataKey: Buffer): Buffer {
  return Buffer.concat([
    // Version 1, customer authenticated encrypted data.
    Buffer.from([0x01, 0x80]),
    suite,
    messageId,
    withLength(aad),
    uint16(1),
    encryptedDataKey,
    // Framed content, four reserved bytes, the length of vectors, the length of frames.
    Buffer.from([0x02, 0, 0, 0, 0, ivLength]),
    uint32(frameLength),
  ])
}

/** The first and final frame, which may be shorter than the frame length. */
function onlyFrame(key: Buffer, messageId: Uint8Array, plaintext: Buffer): Buffer {
  const sequence = uint32(1)
  const iv = Buffer.concat([Buffer.alloc(ivLength - 4), sequence])
  const length = uint32(plaintext.length)
  const aad = [messageId, Buffer.from('AWSKMSEncryptionClient Final Frame'), sequence, Buffer.alloc(4), length]
  const [ciphertext, tag] = seal(key, iv, Buffer.concat(aad), plaintext)
  return Buffer.concat([uint32(0xffffffff), sequence, iv, length, ciphertext, tag])
}

function seal(key: Uint8Array, iv: Uint8Array, aad: Buffer, plaintext: Buffer): [ciphertext: Buffer, tag: Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return [ciphertext, cipher.getAuthTag()]
}

/** Number of pairs, then the pairs in the order of their keys' bytes. */
function contextBytes(context: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(context)
    .map(([key, value]) => [Buffer.from(key), Buffer.from(value)] as const)
    .sort(([a], [b]) => a.compare(b))
  return Buffer.concat([uint16(pairs.length), ...pairs.flatMap(([key, value]) => [withLength(key), withLength(value)])])
}

function compressedPoint(key: KeyObject): string {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const odd = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1
  return Buffer.concat([Buffer.from([2 + odd]), Buffer.from(x, 'base64url')]).toString('base64')
}

function withLength(bytes: Buffer): Buffer {
  return Buffer.concat([uint16(bytes.length), bytes])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
