import { createDecipheriv, createPublicKey, createVerify, hkdfSync } from 'node:crypto'

/** What a reader of the message format finds, going by its specification and nothing of ours. */
export function openEncryptionMessage(message: Buffer, wrappingKey: Buffer) {
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
  const dataKey = gcm(wrappingKey, information.subarray(-12), aad, sealedKey.subarray(0, -16), sealedKey.subarray(-16))
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
