import { compactDecrypt } from 'jose'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { sealJwe } from '../../base/jwe.ts'
import type { Random } from '../../base/random.ts'
import type { RsaKey } from './keys.ts'

/** What a refresh token says once it is opened. */
export interface RefreshToken {
  /** The sign-in it descends from: `refresh_families.id`. */
  readonly familyId: string
  readonly jti: string
}

/** The token as clients hold it: five parts, opaque to them. */
export function sealRefreshToken(random: Random, key: RsaKey, { familyId, jti }: RefreshToken): string {
  return sealJwe(random, key.publicKey, JSON.stringify([familyId, jti]))
}

/** Opens a refresh token with the pool's key, if it has been made. Throws `Invalid Refresh Token` for anything that is none. */
export async function openRefreshToken(key: RsaKey | undefined, token: string): Promise<RefreshToken> {
  ensure(key, faults.invalidRefreshToken)
  try {
    const { plaintext } = await compactDecrypt(token, key.privateKey, {
      keyManagementAlgorithms: ['RSA-OAEP'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    const [familyId, jti] = JSON.parse(new TextDecoder().decode(plaintext)) as [string, string]
    return { familyId, jti }
  } catch {
    throw faults.invalidRefreshToken()
  }
}
