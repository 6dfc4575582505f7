import type { Operation } from '../context.ts'
import { requireNoImport } from '../domain/imports/jobs.ts'
import { getPool, writePool } from '../domain/pools/pools.ts'
import { schemaOf, withCustomAttributes } from '../domain/pools/schema.ts'

export const AddCustomAttributes: Operation<'AddCustomAttributes'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireNoImport(ctx, pool)
  const SchemaAttributes = withCustomAttributes(schemaOf(pool), input.CustomAttributes)
  writePool(ctx, pool, { settings: { ...pool.settings, SchemaAttributes } })
  return {}
}
