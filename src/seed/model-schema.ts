import { z } from 'zod'
import { modelOf, shapes } from '../api/generated/model.ts'
import type { OperationName } from '../api/generated/types.ts'

/**
 * The input of an API operation as a part of a seed file: members as the API names them, all of them optional, without
 * those that the seed says elsewhere. Patterns are left to the operation itself.
 */
export function apiInput(operation: OperationName, without: readonly string[]): z.ZodType<Record<string, unknown>> {
  const { members } = shapes[modelOf(operation).input]!
  const wanted = Object.entries(members!).filter(([name]) => !without.includes(name))
  const fields = wanted.map(([name, shape]) => [name, schemaOf(shape).optional()])
  return z.strictObject(Object.fromEntries(fields)).describe(`members of ${operation}, spelt as the API spells them`)
}

const made = new Map<string, z.ZodType>()

function schemaOf(name: string): z.ZodType {
  let schema = made.get(name)
  if (!schema) {
    schema = make(name)
    made.set(name, schema)
  }
  return schema
}

function make(name: string): z.ZodType {
  const shape = shapes[name]!
  switch (shape.type) {
    case 'structure': {
      const fields = Object.entries(shape.members!).map(([member, inner]) => {
        const schema = schemaOf(inner)
        return [member, shape.required?.includes(member) ? schema : schema.optional()]
      })
      return z.strictObject(Object.fromEntries(fields))
    }
    case 'list': {
      const list = z.array(schemaOf(shape.member!))
      return shape.max === undefined ? list : list.max(shape.max)
    }
    case 'map':
      return z.record(z.string(), schemaOf(shape.value!))
    case 'boolean':
      return z.boolean()
    case 'integer':
    case 'long':
      return limited(z.int(), shape)
    case 'string':
      return shape.enum ? z.enum(shape.enum as [string, ...string[]]) : limited(z.string(), shape)
    default:
      return z.unknown()
  }
}

function limited<T extends { min(n: number): T; max(n: number): T }>(
  schema: T,
  limits: { min?: number; max?: number },
): T {
  const above = limits.min === undefined ? schema : schema.min(limits.min)
  return limits.max === undefined ? above : above.max(limits.max)
}
