/** What CBOR of authenticators can hold. */
export type CborValue = number | string | Buffer | boolean | null | undefined | CborValue[] | CborMap
/** A map whose keys are numbers or texts. */
export type CborMap = Map<CborValue, CborValue>

/** Reads one value from the front of CBOR (RFC 8949) in its canonical form; answers how long it was, too. Throws for anything else. */
export function readCbor(bytes: Buffer, at = 0): { readonly value: CborValue; readonly end: number } {
  const first = bytes.readUInt8(at)
  const major = first >> 5
  const { length, end } = readLength(bytes, at, first & 0x1f)
  switch (major) {
    case 0:
      return { value: length, end }
    case 1:
      return { value: -1 - length, end }
    case 2:
      return { value: slice(bytes, end, length), end: end + length }
    case 3:
      return { value: slice(bytes, end, length).toString(), end: end + length }
    case 4:
      return readArray(bytes, end, length)
    case 5:
      return readMap(bytes, end, length)
    case 7:
      return { value: readSimple(first & 0x1f), end }
    default:
      throw new RangeError('CBOR of a kind that authenticators do not send.')
  }
}

function readLength(bytes: Buffer, at: number, low: number): { length: number; end: number } {
  if (low < 24) return { length: low, end: at + 1 }
  if (low === 24) return { length: bytes.readUInt8(at + 1), end: at + 2 }
  if (low === 25) return { length: bytes.readUInt16BE(at + 1), end: at + 3 }
  if (low === 26) return { length: bytes.readUInt32BE(at + 1), end: at + 5 }
  throw new RangeError('CBOR of indefinite or of enormous length.')
}

function readArray(bytes: Buffer, start: number, length: number): { value: CborValue[]; end: number } {
  const value: CborValue[] = []
  let end = start
  for (let n = 0; n < length; n++) {
    const item = readCbor(bytes, end)
    value.push(item.value)
    end = item.end
  }
  return { value, end }
}

function readMap(bytes: Buffer, start: number, length: number): { value: CborMap; end: number } {
  const value: CborMap = new Map()
  let end = start
  for (let n = 0; n < length; n++) {
    const key = readCbor(bytes, end)
    const item = readCbor(bytes, key.end)
    value.set(key.value, item.value)
    end = item.end
  }
  return { value, end }
}

function readSimple(low: number): CborValue {
  if (low === 20 || low === 21) return low === 21
  if (low === 22) return null
  if (low === 23) return undefined
  throw new RangeError('CBOR of a kind that authenticators do not send.')
}

function slice(bytes: Buffer, start: number, length: number): Buffer {
  if (start + length > bytes.length) throw new RangeError('CBOR that ends too early.')
  return bytes.subarray(start, start + length)
}
