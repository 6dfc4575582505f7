import type { Operation } from '../context.ts'
import { createDomain, toDomainAnswer } from '../domain/pools/domain-settings.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateUserPoolDomain: Operation<'CreateUserPoolDomain'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return toDomainAnswer(createDomain(ctx, pool, input))
}
