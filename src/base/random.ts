import { hash, randomBytes } from 'node:crypto'

/** Where the emulator gets chance from. Nothing else in `src/` may make random values. */
export interface Random {
  /** `n` random bytes. */
  bytes(n: number): Buffer
}

/** The operating system's randomness. */
export const systemRandom: Random = { bytes: (n) => randomBytes(n) }

/** Chance that can begin anew. */
export interface SeededRandom extends Random {
  restart(): void
}

/** The same bytes in the same order for the same seed: SHA-256 of seed and counter. For tests and fixtures only. */
export function seededRandom(seed: string): SeededRandom {
  let counter = 0
  let pool = Buffer.alloc(0)
  return {
    bytes(n) {
      while (pool.length < n) {
        pool = Buffer.concat([pool, hash('sha256', `${seed}\0${counter++}`, 'buffer')])
      }
      const out = Buffer.from(pool.subarray(0, n))
      pool = pool.subarray(n)
      return out
    },
    restart() {
      counter = 0
      pool = Buffer.alloc(0)
    },
  }
}

/** `length` characters of `alphabet`, each equally likely. */
export function randomText(random: Random, length: number, alphabet: string): string {
  const limit = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < limit) text += alphabet[byte % alphabet.length]
    }
  }
  return text
}

/** A version 4 UUID. */
export function randomUuid(random: Random): string {
  const bytes = random.bytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
