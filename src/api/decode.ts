import { ApiError } from './errors.ts'
import { shapes } from './generated/model.ts'
import type { Shape } from './shapes.ts'

// Observed: AWS JSON 1.1 services answer these cases so; "Expected map or null" and "Start of structure …" were seen on
// this service (amplify-js#4738, #5165), the rest on siblings of the same framework.
const unexpectedList = 'Start of list found where not expected'
const unexpectedMap = 'Start of structure or map found where not expected.'

// Inferred: the service's JSON reader stops somewhere; ours at the depth that Jackson uses.
const deepest = 1000

/** The body as the shape wants it: blobs as bytes, timestamps as dates, null as absent, unknown members dropped. */
export function decode(shapeName: string, body: unknown): unknown {
  if (Array.isArray(body)) throw misfit(unexpectedList)
  // Observed: amplify-js#6014, an error without a message. Inferred: the bodies that cause it.
  if (typeof body !== 'object' || body === null) throw misfit()
  return decodeValue(shapeName, body)
}

/** The error for a body that is not what it should be; without text, the response carries no message either. */
export function misfit(text?: string): ApiError {
  return new ApiError('SerializationException', text ?? '', { messageKey: text === undefined ? 'none' : 'Message' })
}

function decodeValue(shapeName: string, value: unknown): unknown {
  const shape = shapes[shapeName]!
  switch (shape.type) {
    case 'structure':
      return decodeStructure(shape, value)
    case 'map':
      return decodeMap(shape, value)
    case 'list':
      return decodeList(shape, value)
    case 'document':
      return decodeDocument(value)
    default:
      return decodeScalar(shape.type, value)
  }
}

function decodeStructure(shape: Shape, value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) throw misfit(unexpectedList)
  if (!isObject(value)) throw misfit('Expected null')
  const decoded: Record<string, unknown> = {}
  for (const [member, memberShape] of Object.entries(shape.members!)) {
    const inner = Object.hasOwn(value, member) ? value[member] : undefined
    if (inner !== undefined && inner !== null) decoded[member] = decodeValue(memberShape, inner)
  }
  return decoded
}

function decodeMap(shape: Shape, value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) throw misfit(unexpectedList)
  if (!isObject(value)) throw misfit('Expected map or null')
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  // fromEntries defines its properties, so that a key named __proto__ is only a key.
  return Object.fromEntries(entries.map(([key, inner]) => [key, decodeValue(shape.value!, inner)]))
}

function decodeList(shape: Shape, value: unknown): unknown[] {
  if (isObject(value)) throw misfit(unexpectedMap)
  if (!Array.isArray(value)) throw misfit('Expected list or null')
  // Observed: SetLogDeliveryConfiguration drops null elements.
  return value
    .filter((inner) => inner !== null && inner !== undefined)
    .map((inner) => decodeValue(shape.member!, inner))
}

function decodeScalar(type: Shape['type'], value: unknown): unknown {
  if (Array.isArray(value)) throw misfit(unexpectedList)
  if (isObject(value)) throw misfit(unexpectedMap)
  switch (type) {
    case 'string':
      if (typeof value !== 'string') throw misfit(`${token(value)} can not be converted to a String`)
      return value
    // Inferred: by analogy with the other types.
    case 'boolean':
      if (typeof value !== 'boolean') throw misfit(`${token(value)} can not be converted to a Boolean`)
      return value
    case 'integer':
      if (typeof value !== 'number') throw misfit(`${token(value)} can not be converted to an Integer`)
      return whole(value, 2 ** 31)
    case 'long':
      if (typeof value !== 'number') throw misfit(`${token(value)} can not be converted to a Long`)
      return whole(value, 2 ** 53)
    case 'timestamp':
      if (typeof value !== 'number' || Math.abs(value) > 8.64e12) throw misfit()
      return new Date(Math.round(value * 1000))
    default:
      if (typeof value !== 'string') throw misfit(`${token(value)} can not be converted to a Blob`)
      return decodeBlob(value)
  }
}

// Inferred: fractions are cut off (seen on a sibling), numbers out of range stop at its ends.
function whole(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit - 1, Math.trunc(value))) + 0
}

// Inferred: the sibling quotes the value; we keep it out of the message, for a blob can be large.
function decodeBlob(value: string): Uint8Array {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw misfit()
  return new Uint8Array(Buffer.from(value, 'base64'))
}

function decodeDocument(value: unknown): unknown {
  if (isTooDeep(value)) throw misfit()
  return value
}

/** Whether JSON is nested deeper than the service reads; such a value must not reach anything that recurses over it. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((inner) => (typeof inner === 'object' && inner !== null ? Object.values(inner) : []))
  }
  return false
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How the service's parser calls a scalar. */
function token(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE'
}
