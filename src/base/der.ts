// The part of DER (ITU-T X.690) that an X.509 certificate needs.

/** One value: its tag, its length and its content. */
export function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag]), length(body.length), body])
}

/** SEQUENCE of values. */
export function sequence(...values: readonly Buffer[]): Buffer {
  return der(0x30, ...values)
}

/** SET of values. */
export function set(...values: readonly Buffer[]): Buffer {
  return der(0x31, ...values)
}

/** INTEGER from its big-endian bytes, read as positive. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const digits = first === -1 ? Buffer.from([0]) : Buffer.from(bytes.subarray(first))
  return der(0x02, digits[0]! < 0x80 ? digits : Buffer.concat([Buffer.from([0]), digits]))
}

/** OBJECT IDENTIFIER in dots. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]))
}

/** NULL. */
export const nothing = der(0x05)

/** UTF8String. */
export function utf8(text: string): Buffer {
  return der(0x0c, Buffer.from(text))
}

/** BIT STRING of whole bytes. */
export function bits(bytes: Buffer): Buffer {
  return der(0x03, Buffer.from([0]), bytes)
}

/** UTCTime of a moment (ms since 1970) until 2049, GeneralizedTime after that. */
export function time(at: number): Buffer {
  const digits = `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  const year = new Date(at).getUTCFullYear()
  return year < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}

function length(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n])
  const bytes: number[] = []
  for (let rest = n; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

function base128(n: number): number[] {
  const digits = [n % 128]
  for (let rest = Math.floor(n / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(128 | (rest % 128))
  return digits
}
