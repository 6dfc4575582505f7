import type { Operation } from '../context.ts'
import { getPool, writePool } from '../domain/pools/pools.ts'
import { schemaOf, withCustomAttributes } from '../domain/pools/schema.ts'

export const AddCustomAttributes: Operation<'AddCustomAttributes'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const SchemaAttributes = withCustomAttributes(schemaOf(pool), input.CustomAttributes)
  writePool(ctx, pool, { settings: { ...pool.settings, SchemaAttributes } })
  return {}
}
