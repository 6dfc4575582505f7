import { CompactEncrypt, compactDecrypt } from 'jose'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { RsaKey } from './keys.ts'

/** What a refresh token says once it is opened. */
export interface RefreshToken {
  /** The sign-in it descends from: `refresh_families.id`. */
  readonly familyId: string
  readonly jti: string
}

// Observed: captured tokens. A JWE with exactly this header, in this order.
const header = { cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' } as const

/** The token as clients hold it: five parts, opaque to them. */
export function sealRefreshToken(key: RsaKey, { familyId, jti }: RefreshToken): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([familyId, jti]))
  return new CompactEncrypt(content).setProtectedHeader(header).encrypt(key.publicKey)
}

/** Opens a refresh token with the pool's key, if it has been made. Throws `Invalid Refresh Token` for anything that is none. */
export async function openRefreshToken(key: RsaKey | undefined, token: string): Promise<RefreshToken> {
  ensure(key, faults.invalidRefreshToken)
  try {
    const { plaintext } = await compactDecrypt(token, key.privateKey, {
      keyManagementAlgorithms: [header.alg],
      contentEncryptionAlgorithms: [header.enc],
    })
    const [familyId, jti] = JSON.parse(new TextDecoder().decode(plaintext)) as [string, string]
    return { familyId, jti }
  } catch {
    throw faults.invalidRefreshToken()
  }
}
