import type { Operation } from '../context.ts'
import { toDomainAnswer, updateDomain } from '../domain/pools/domain-settings.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateUserPoolDomain: Operation<'UpdateUserPoolDomain'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return toDomainAnswer(updateDomain(ctx, pool, input))
}
