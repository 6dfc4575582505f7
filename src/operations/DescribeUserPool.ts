import type { Operation } from '../context.ts'
import { toUserPoolType } from '../domain/pools/describe.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeUserPool: Operation<'DescribeUserPool'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { UserPool: toUserPoolType(ctx, pool) }
}
