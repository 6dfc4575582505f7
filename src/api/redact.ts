import { isTooDeep } from './decode.ts'
import { modelOf, shapes } from './generated/model.ts'
import type { OperationName } from './generated/types.ts'
import { memberOf } from './shapes.ts'

/** What stands in for a value that must not be shown. */
export const blank = '***'

/** Members and map keys that hold a secret although the model does not mark them. */
const secrets = new Set([
  'Code',
  'ConfirmationCode',
  'PasswordVerifier',
  'PreSignedUrl',
  'SECRET_BLOCK',
  'Salt',
  'client_secret',
  'private_key',
])

/** An input, decoded or as it came, fit for a log or a page: sensitive, secret and unknown members are blanked. */
export function redactInput(operation: OperationName, value: unknown): unknown {
  return redact(modelOf(operation).input, value)
}

/** An output fit for a log or a page: sensitive, secret and unknown members are blanked. */
export function redactOutput(operation: OperationName, value: unknown): unknown {
  const shape = modelOf(operation).output
  return shape === undefined ? undefined : redact(shape, value)
}

function redact(shapeName: string, value: unknown): unknown {
  if (value === undefined || value === null) return value
  const shape = shapes[shapeName]!
  if (shape.sensitive) return blank
  switch (shape.type) {
    case 'structure':
      return isObject(value) ? redactEntries(value, (member) => memberOf(shape, member)) : blank
    case 'map':
      return isObject(value) ? redactEntries(value, () => shape.value) : blank
    case 'list':
      return Array.isArray(value) ? value.map((inner) => redact(shape.member!, inner)) : blank
    case 'blob':
      return value instanceof Uint8Array ? `${value.length} bytes` : blank
    case 'document':
      return isTooDeep(value) ? blank : value
    case 'timestamp':
      return value
    default:
      // A value of the wrong type may be anything, a misplaced secret included.
      return typeof value === 'object' ? blank : value
  }
}

function redactEntries(value: object, shapeOf: (key: string) => string | undefined): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, inner]) => {
    const shape = shapeOf(key)
    return [key, shape === undefined || secrets.has(key) ? blank : redact(shape, inner)]
  })
  return Object.fromEntries(entries)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
