import type { Operation } from '../context.ts'
import { createPool } from '../domain/pools/create.ts'
import { toUserPoolType } from '../domain/pools/describe.ts'

export const CreateUserPool: Operation<'CreateUserPool'> = (ctx, input) => {
  const pool = createPool(ctx, input)
  return { UserPool: toUserPoolType(ctx, pool) }
}
