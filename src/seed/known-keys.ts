import { z } from 'zod'
import type { SeedPath } from './seed-error.ts'

/** The keys that a schema allows at a path, of all alternatives together. */
export function knownKeys(schema: z.ZodType, path: SeedPath): string[] {
  const ends = path.reduce<z.ZodType[]>((found, step) => found.flatMap((one) => inside(one, step)), [schema])
  return [...new Set(ends.flatMap(keysOf))]
}

/** The schemas of what lies one step further. */
function inside(schema: z.ZodType, step: string | number): z.ZodType[] {
  return alternatives(schema).flatMap((one) => {
    if (one instanceof z.ZodArray) return [one.element as z.ZodType]
    if (one instanceof z.ZodRecord) return [one.valueType as z.ZodType]
    if (one instanceof z.ZodObject) return one.shape[step] ? [one.shape[step] as z.ZodType] : []
    return []
  })
}

function keysOf(schema: z.ZodType): string[] {
  return alternatives(schema).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))
}

/** A schema without its wrappers; a union as its members. */
function alternatives(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return alternatives(schema.unwrap() as z.ZodType)
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => alternatives(option as z.ZodType))
  return [schema]
}
