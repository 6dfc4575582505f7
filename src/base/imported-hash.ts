import * as crypto from 'node:crypto'
import { compareSync } from 'bcryptjs'

/** The kinds of password hashes that other systems hand over. */
export type ImportedAlgorithm = 'BCRYPT' | 'SCRYPT' | 'ARGON2ID' | 'PBKDF2_SHA256'

/**
 * Whether a hash from another system was made from this password. The text carries its own parameters: bcrypt's
 * `$2b$…`, the others in the PHC form (`$scrypt$ln=14,r=8,p=1$salt$hash`, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`,
 * `$pbkdf2-sha256$i=…$salt$hash`), PBKDF2 also as `pbkdf2_sha256$iterations$salt$hash`. Anything else matches nothing.
 */
export function verifyImportedHash(algorithm: ImportedAlgorithm, encoded: string, password: string): boolean {
  try {
    return verifiers[algorithm](encoded, password)
  } catch {
    // Parameters that the algorithm refuses: no password can be right.
    return false
  }
}

/** What one hash may cost: a file from elsewhere must not stop the emulator. */
const memoryLimit = 256 * 1024 * 1024
/** Each step doubles the time, which is about two seconds at the last one. */
const bcryptCostAtMost = 15

const verifiers: Record<ImportedAlgorithm, (encoded: string, password: string) => boolean> = {
  BCRYPT(encoded, password) {
    const cost = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(encoded)?.[1]
    return cost !== undefined && Number(cost) <= bcryptCostAtMost && compareSync(password, encoded)
  },
  SCRYPT(encoded, password) {
    const phc = readPhc(encoded, 'scrypt')
    if (!phc) return false
    const { ln = 14, r = 8, p = 1 } = phc.parameters
    const options = { N: 2 ** ln, r, p, maxmem: memoryLimit }
    return same(crypto.scryptSync(password, phc.salt, phc.hash.length, options), phc.hash)
  },
  ARGON2ID(encoded, password) {
    const phc = readPhc(encoded, 'argon2id')
    // Only newer versions of Node have it.
    if (!phc || !('argon2Sync' in crypto)) return false
    const { m = 0, t = 0, p = 1 } = phc.parameters
    if (m * 1024 > memoryLimit || t > 100) return false
    const parameters = {
      message: password,
      nonce: phc.salt,
      parallelism: p,
      tagLength: phc.hash.length,
      memory: m,
      passes: t,
    }
    return same(crypto.argon2Sync('argon2id', parameters), phc.hash)
  },
  PBKDF2_SHA256(encoded, password) {
    const found = readPbkdf2(encoded)
    if (!found || found.iterations > 10_000_000) return false
    return same(crypto.pbkdf2Sync(password, found.salt, found.iterations, found.hash.length, 'sha256'), found.hash)
  },
}

interface Phc {
  readonly parameters: Readonly<Record<string, number>>
  readonly salt: Buffer
  readonly hash: Buffer
}

/** The parts of a text in PHC string format. */
function readPhc(encoded: string, name: string): Phc | undefined {
  const match = /^\$([a-z0-9-]+)(?:\$v=\d+)?\$([a-z]+=\d+(?:,[a-z]+=\d+)*)\$([\w+/.-]+)=*\$([\w+/.-]+)=*$/.exec(encoded)
  if (match?.[1] !== name) return undefined
  const [, , parameters = '', salt = '', hash = ''] = match
  const numbers = parameters.split(',').map((part) => part.split('=') as [string, string])
  return {
    parameters: Object.fromEntries(numbers.map(([key, value]) => [key, Number(value)])),
    salt: fromBase64(salt),
    hash: fromBase64(hash),
  }
}

function readPbkdf2(encoded: string): { iterations: number; salt: Buffer; hash: Buffer } | undefined {
  const phc = readPhc(encoded, 'pbkdf2-sha256')
  if (phc) return { iterations: phc.parameters['i'] ?? 0, salt: phc.salt, hash: phc.hash }
  const match = /^pbkdf2_sha256\$(\d+)\$([^$]+)\$([A-Za-z0-9+/]+=*)$/.exec(encoded)
  if (!match) return undefined
  const [, iterations, salt = '', hash = ''] = match
  return { iterations: Number(iterations), salt: Buffer.from(salt), hash: Buffer.from(hash, 'base64') }
}

/** Base64 without padding; passlib writes a dot for the plus. */
function fromBase64(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+'), 'base64')
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && crypto.timingSafeEqual(a, b)
}
