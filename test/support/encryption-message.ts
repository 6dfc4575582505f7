import { createDecipheriv, createPublicKey, createVerify, hkdfSync } from 'node:crypto'

/** The header of a message, and where it ends, going by the specification of the message format and nothing of ours. */
export function readEncryptionHeader(message: Buffer) {
  const { take, number, position } = reader(message)
  const version = number(1)
  const type = number(1)
  const suite = take(2)
  const messageId = take(16)
  const aad = take(number(2))
  const dataKeys = number(2)
  const provider = take(number(2)).toString()
  const information = take(number(2))
  const sealedKey = take(number(2))
  const content = { type: number(1), reserved: number(4), ivLength: number(1), frameLength: number(4) }
  const context = contextOf(aad)
  return {
    version,
    type,
    suite,
    messageId,
    aad,
    context,
    dataKeys,
    provider,
    information,
    sealedKey,
    content,
    end: position(),
  }
}

/** Opens a message with a raw AES key that wraps its data key; throws where anything was tampered with. */
export function openEncryptionMessage(message: Buffer, wrappingKey: Buffer) {
  const { aad, information, sealedKey, suite, messageId: _id, end: _end, ...header } = readEncryptionHeader(message)
  const name = information.subarray(0, -20).toString()
  const sealed = [sealedKey.subarray(0, -16), sealedKey.subarray(-16)] as const
  const dataKey = gcm(wrappingKey, information.subarray(-12), aad, ...sealed)
  return { ...header, suite: suite.toString('hex'), name, ...openEncryptionBody(message, dataKey) }
}

/** Opens what follows the header with the data key, and verifies the signature. */
export function openEncryptionBody(message: Buffer, dataKey: Buffer) {
  const { suite, messageId, context, end } = readEncryptionHeader(message)
  const { take, number, position } = reader(message, end)
  const [headerIv, headerTag] = [take(12), take(16)]
  const frame = { mark: number(4), sequence: number(4), iv: take(12), length: number(4) }
  const [sealed, tag] = [take(frame.length), take(16)]
  const signed = message.subarray(0, position())
  const signature = take(number(2))

  const key = Buffer.from(hkdfSync('sha384', dataKey, Buffer.alloc(0), Buffer.concat([suite, messageId]), 32))
  gcm(key, headerIv, message.subarray(0, end), Buffer.alloc(0), headerTag)
  const numbers = Buffer.alloc(12)
  numbers.writeUInt32BE(frame.sequence)
  numbers.writeUInt32BE(frame.length, 8)
  const frameAad = Buffer.concat([messageId, Buffer.from('AWSKMSEncryptionClient Final Frame'), numbers])
  const plaintext = gcm(key, frame.iv, frameAad, sealed, tag).toString()
  const verifier = createVerify('sha384').update(signed)
  const verified = verifier.verify(publicKey(context['aws-crypto-public-key'] ?? ''), signature)
  return { mark: frame.mark, sequence: frame.sequence, plaintext, verified, rest: message.length - position() }
}

function reader(bytes: Buffer, start = 0) {
  let at = start
  const take = (length: number) => {
    at += length
    return bytes.subarray(at - length, at)
  }
  return { take, number: (length: number) => take(length).readUIntBE(0, length), position: () => at }
}

function contextOf(aad: Buffer): Record<string, string> {
  const { take, number } = reader(aad)
  const text = () => take(number(2)).toString()
  return Object.fromEntries(Array.from({ length: number(2) }, () => [text(), text()]))
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
