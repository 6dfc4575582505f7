import type { Operation } from '../context.ts'
import { columnsOf } from '../domain/imports/columns.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetCSVHeader: Operation<'GetCSVHeader'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { UserPoolId: pool.id, CSVHeader: columnsOf(pool) }
}
