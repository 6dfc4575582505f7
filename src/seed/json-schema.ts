import { z } from 'zod'
import { seedSchema } from './schema.ts'

/** The JSON Schema of seed files, as editors use it. */
export function seedJsonSchema(): object {
  const schema = z.toJSONSchema(seedSchema, { io: 'input', reused: 'ref', unrepresentable: 'any' })
  return { ...schema, patternProperties: { '^x-': { description: 'for anchors; not read' } } }
}
