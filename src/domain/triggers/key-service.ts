import { createCipheriv, createDecipheriv } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { KeyWrapper } from '../../base/encryption-message.ts'
import type { Context } from '../../context.ts'
import { meta } from '../../store/schema/meta.ts'

/** Facts that are authenticated with what is encrypted; whoever decrypts must name the same ones. */
export type EncryptionContext = Readonly<Record<string, string>>

/** Wraps data keys as a keyring of AWS KMS does; `decrypt` opens them, as the service's own Decrypt would. */
export function keyServiceWrapper(ctx: Pick<Context, 'tx' | 'random'>, keyArn: string): KeyWrapper {
  return (dataKey, context) => {
    const iv = ctx.random.bytes(ivLength)
    const cipher = createCipheriv('aes-256-gcm', masterKey(ctx), iv).setAAD(authenticated(keyArn, context))
    const ciphertext = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
    const name = Buffer.from(keyArn)
    const sealed = Buffer.concat([Buffer.from([name.length >> 8, name.length & 0xff]), name, iv, ciphertext])
    return { provider: 'aws-kms', information: name, sealed }
  }
}

/** What `keyServiceWrapper` has encrypted in this context, and under which key; undefined for anything else. */
export function decrypt(
  ctx: Pick<Context, 'tx' | 'random'>,
  sealed: Buffer,
  context: EncryptionContext,
): { keyArn: string; plaintext: Buffer } | undefined {
  if (sealed.length < 2) return undefined
  const end = 2 + sealed.readUInt16BE(0)
  const keyArn = sealed.subarray(2, end).toString()
  const [iv, tag] = [sealed.subarray(end, end + ivLength), sealed.subarray(-tagLength)]
  if (sealed.length < end + ivLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', masterKey(ctx), iv)
    .setAAD(authenticated(keyArn, context))
    .setAuthTag(tag)
  try {
    const plaintext = decipher.update(sealed.subarray(end + ivLength, -tagLength))
    return { keyArn, plaintext: Buffer.concat([plaintext, decipher.final()]) }
  } catch {
    return undefined
  }
}

const ivLength = 12
const tagLength = 16

function authenticated(keyArn: string, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.from(JSON.stringify([keyArn, pairs]))
}

/** The one key of this database behind all ARNs, made when it is first needed. */
function masterKey({ tx, random }: Pick<Context, 'tx' | 'random'>): Buffer {
  const key = 'key-service'
  const present = tx.select().from(meta).where(eq(meta.key, key)).get()
  if (present) return present.value
  const value = random.bytes(32)
  tx.insert(meta).values({ key, value }).run()
  return value
}
