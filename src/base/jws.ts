import { type KeyObject, sign } from 'node:crypto'

/**
 * A compact JWS (RFC 7515) of a JSON text, RS256. The header holds `kid` and `alg` only, as observed. Another thread
 * begins to sign before this returns, and may do so while this one goes on; through WebCrypto it would begin later.
 */
export function signJws({ kid, privateKey }: { kid: string; privateKey: KeyObject }, payload: string): Promise<string> {
  const header = JSON.stringify({ kid, alg: 'RS256' })
  const signed = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(signed), privateKey, (error, signature) => {
      if (error) reject(error)
      else resolve(`${signed}.${signature.toString('base64url')}`)
    })
  })
}
