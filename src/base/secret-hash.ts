import { createHmac } from 'node:crypto'
import { safeEqual } from './constant-time.ts'

/** The SECRET_HASH (base64) of a username and a client id under the client's secret. */
export function secretHash(clientSecret: string, username: string, clientId: string): string {
  // Documented: developer guide, "Computing secret hash values". HMAC-SHA256 of username followed by client id.
  return createHmac('sha256', clientSecret)
    .update(username + clientId)
    .digest('base64')
}

/** Whether `hash` is the SECRET_HASH of these three, compared in constant time. */
export function verifySecretHash(hash: string, clientSecret: string, username: string, clientId: string): boolean {
  return safeEqual(hash, secretHash(clientSecret, username, clientId))
}
