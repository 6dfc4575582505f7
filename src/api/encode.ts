import { modelOf, shapes } from './generated/model.ts'
import type { OperationName, Operations } from './generated/types.ts'
import { memberOf, type Shape } from './shapes.ts'

/** The body of a successful response: JSON text, or nothing for operations without output. */
export function encode<K extends OperationName>(operation: K, output: Operations[K]['output']): string {
  const shape = modelOf(operation).output
  // Inferred: framework rule; clients read these bodies without parsing them.
  if (shape === undefined) return ''
  return JSON.stringify(toWire(shape, output ?? {}))
}

/** What an output gets wrong by the model: unknown and missing members, wrong types, values outside an enumeration. */
export function checkOutput(operation: OperationName, output: unknown): string[] {
  const shape = modelOf(operation).output
  if (shape === undefined) return output === undefined ? [] : [`${operation} has no output`]
  return misfits(shape, output, operation)
}

function toWire(shapeName: string, value: unknown): unknown {
  const shape = shapes[shapeName]!
  switch (shape.type) {
    case 'structure':
      return sorted(value as object, (member) => memberOf(shape, member))
    case 'map':
      return sorted(value as object, () => shape.value)
    case 'list':
      return (value as unknown[]).map((inner) => toWire(shape.member!, inner))
    case 'timestamp':
      // Observed: CLI samples. Seconds since 1970 with milliseconds as the fraction.
      return (value as Date).getTime() / 1000
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64')
    default:
      return value
  }
}

// Observed: raw captures. Members come in alphabetical order; absent ones are left out, never null.
function sorted(value: object, shapeOf: (key: string) => string | undefined): Record<string, unknown> {
  const entries: [string, unknown][] = []
  for (const [key, inner] of Object.entries(value)) {
    const shape = shapeOf(key)
    if (shape !== undefined && inner !== undefined && inner !== null) entries.push([key, toWire(shape, inner)])
  }
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

function misfits(shapeName: string, value: unknown, path: string): string[] {
  const shape = shapes[shapeName]!
  if (!hasType(shape, value)) return [`${path} is not a ${shape.type}`]
  switch (shape.type) {
    case 'structure':
      return structureMisfits(shape, value as Record<string, unknown>, path)
    case 'list':
      return (value as unknown[]).flatMap((inner, i) => misfits(shape.member!, inner, `${path}[${i}]`))
    case 'map':
      return Object.entries(value as object).flatMap(([key, inner]) => [
        ...misfits(shape.key!, key, `${path} key ${key}`),
        ...misfits(shape.value!, inner, `${path}.${key}`),
      ])
    default:
      return shape.enum && !shape.enum.includes(value as string) ? [`${path} is none of ${shape.enum.join(', ')}`] : []
  }
}

function structureMisfits(shape: Shape, value: Record<string, unknown>, path: string): string[] {
  const missing = (shape.required ?? []).filter((member) => value[member] === undefined)
  const present = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return [
    ...missing.map((member) => `${path}.${member} is missing`),
    ...present.flatMap(([member, inner]) => {
      const memberShape = memberOf(shape, member)
      return memberShape === undefined
        ? [`${path}.${member} is not in the model`]
        : misfits(memberShape, inner, `${path}.${member}`)
    }),
  ]
}

function hasType({ type }: Shape, value: unknown): boolean {
  switch (type) {
    case 'integer':
    case 'long':
      return Number.isSafeInteger(value)
    case 'timestamp':
      return value instanceof Date && !Number.isNaN(value.getTime())
    case 'blob':
      return value instanceof Uint8Array
    case 'list':
      return Array.isArray(value)
    case 'structure':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'document':
      return value !== null
    default:
      // Lower-case names of the remaining types are what typeof calls them.
      return typeof value === type
  }
}
