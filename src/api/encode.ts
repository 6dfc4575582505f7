import { modelOf, shapes } from './generated/model.ts'
import type { OperationName, Operations } from './generated/types.ts'

/** The body of a successful response: JSON text, or nothing for operations without output. */
export function encode<K extends OperationName>(operation: K, output: Operations[K]['output']): string {
  const shape = modelOf(operation).output
  // Inferred: framework rule; clients read these bodies without parsing them.
  if (shape === undefined) return ''
  return JSON.stringify(toWire(shape, output ?? {}))
}

function toWire(shapeName: string, value: unknown): unknown {
  const shape = shapes[shapeName]!
  switch (shape.type) {
    case 'structure':
      return sorted(value as object, (member) => shape.members![member])
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
