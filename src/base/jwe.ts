import { constants, createCipheriv, type KeyObject, publicEncrypt } from 'node:crypto'
import type { Random } from './random.ts'

// Observed: captured refresh tokens. Exactly this header, in this order.
const header = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url')

/**
 * A compact JWE (RFC 7516) of `content` for an RSA key, RSA-OAEP and A256GCM. About 0.05 ms, an eighth of what the detour
 * through WebCrypto takes: every sign-in makes one.
 */
export function sealJwe(random: Random, publicKey: KeyObject, content: string): string {
  const contentKey = random.bytes(32)
  const iv = random.bytes(12)
  // RFC 7518, section 4.3: the default parameters of RSA-OAEP, which are those of node:crypto.
  const encryptedKey = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING }, contentKey)
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv)
  cipher.setAAD(Buffer.from(header))
  const sealed = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()])
  const parts = [encryptedKey, iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))
  return [header, ...parts].join('.')
}
