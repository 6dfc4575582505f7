const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const rounds = 16
/** Each step doubles the time, which is about two seconds at the last one. */
const costAtMost = 15
const text = 'OrpheanBeholderScryDoubt'

/**
 * The bcrypt hash of a password under the version, cost and salt of `setting` (a whole hash, or its first 29 characters);
 * undefined when `setting` is none. Provos and Mazières, USENIX 1999.
 */
export function bcrypt(password: string, setting: string): string | undefined {
  const match = /^(\$2[aby]\$(\d\d)\$)([./A-Za-z0-9]{22})/.exec(setting)
  if (!match) return undefined
  const [, prefix = '', cost = '', saltText = ''] = match
  if (Number(cost) < 4 || Number(cost) > costAtMost) return undefined
  const salt = decode(saltText, 16)
  const key = Buffer.concat([Buffer.from(password).subarray(0, 72), Buffer.from([0])])
  const state = expensiveSchedule(salt, key, Number(cost))
  const words = wordsOf(Buffer.from(text))
  for (let time = 0; time < 64; time++) {
    for (let pair = 0; pair < words.length; pair += 2) encipher(state, words, pair)
  }
  const hash = Buffer.alloc(24)
  for (const [position, word] of words.entries()) hash.writeInt32BE(word, position * 4)
  // The last of the 24 bytes was never part of the hash.
  return `${prefix}${encode(salt)}${encode(hash.subarray(0, 23))}`
}

/** Blowfish's state: 18 subkeys and four boxes of 256 words in a row. */
interface State {
  readonly p: Int32Array
  readonly s: Int32Array
}

function expensiveSchedule(salt: Buffer, key: Buffer, cost: number): State {
  const state = { p: fraction().slice(0, rounds + 2), s: fraction().slice(rounds + 2) }
  const keyWords = cycle(key)
  const saltWords = cycle(salt)
  const noSalt = new Int32Array(4)
  expand(state, keyWords, wordsOf(salt))
  for (let time = 0; time < 2 ** cost; time++) {
    expand(state, keyWords, noSalt)
    expand(state, saltWords, noSalt)
  }
  return state
}

function expand(state: State, key: Int32Array, salt: Int32Array): void {
  for (let position = 0; position < state.p.length; position++) state.p[position]! ^= key[position]!
  const block = new Int32Array(2)
  let next = 0
  for (const target of [state.p, state.s]) {
    for (let position = 0; position < target.length; position += 2) {
      block[0]! ^= salt[next]!
      block[1]! ^= salt[next + 1]!
      next = (next + 2) % 4
      encipher(state, block, 0)
      target[position] = block[0]!
      target[position + 1] = block[1]!
    }
  }
}

function encipher({ p, s }: State, words: Int32Array, at: number): void {
  let left = words[at]! ^ p[0]!
  let right = words[at + 1]!
  for (let round = 1; round <= rounds; round += 2) {
    right ^= mix(s, left) ^ p[round]!
    left ^= mix(s, right) ^ p[round + 1]!
  }
  words[at] = right ^ p[rounds + 1]!
  words[at + 1] = left
}

function mix(s: Int32Array, word: number): number {
  const sum = (s[word >>> 24]! + s[256 + ((word >>> 16) & 255)]!) | 0
  return ((sum ^ s[512 + ((word >>> 8) & 255)]!) + s[768 + (word & 255)]!) | 0
}

/** The key over and over, as the 18 words that are mixed into the subkeys. */
function cycle(key: Buffer): Int32Array {
  const repeated = Buffer.alloc((rounds + 2) * 4)
  for (let position = 0; position < repeated.length; position++) repeated[position] = key[position % key.length]!
  return wordsOf(repeated)
}

function wordsOf(bytes: Buffer): Int32Array {
  return Int32Array.from({ length: bytes.length / 4 }, (_, position) => bytes.readInt32BE(position * 4))
}

let digits: Int32Array | undefined

/** The binary digits of pi behind the point, with which Blowfish begins: 18 + 1024 words. */
function fraction(): Int32Array {
  digits ??= piWords(rounds + 2 + 4 * 256)
  return digits
}

function piWords(count: number): Int32Array {
  const guard = 64n
  const bits = BigInt(count) * 32n + guard
  const one = 1n << bits
  // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).
  const pi = 16n * arctanOfInverse(5n, one) - 4n * arctanOfInverse(239n, one)
  const wanted = (pi & (one - 1n)) >> guard
  return wordsOf(Buffer.from(wanted.toString(16).padStart(count * 8, '0'), 'hex'))
}

function arctanOfInverse(x: bigint, one: bigint): bigint {
  let power = one / x
  let sum = power
  for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
    power /= x * x
    sum += (sign * power) / n
  }
  return sum
}

function encode(bytes: Buffer): string {
  let out = ''
  for (let position = 0; position < bytes.length; position += 3) {
    const [a = 0, b, c] = bytes.subarray(position, position + 3)
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const length = b === undefined ? 2 : c === undefined ? 3 : 4
    for (let digit = 0; digit < length; digit++) out += alphabet[(group >> (18 - 6 * digit)) & 63]
  }
  return out
}

function decode(encoded: string, length: number): Buffer {
  const bits = [...encoded].map((character) => alphabet.indexOf(character).toString(2).padStart(6, '0')).join('')
  return Buffer.from(
    Array.from({ length }, (_, position) => Number.parseInt(bits.slice(position * 8, position * 8 + 8), 2)),
  )
}
