/** Writes schema/seed.schema.json, from which editors complete seed files, from the schema that reads them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { seedJsonSchema } from '../seed/json-schema.ts'

mkdirSync('schema', { recursive: true })
writeFileSync('schema/seed.schema.json', `${JSON.stringify(seedJsonSchema(), null, 2)}\n`)
