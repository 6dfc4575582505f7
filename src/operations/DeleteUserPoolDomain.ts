import type { Operation } from '../context.ts'
import { deleteDomain } from '../domain/pools/domain-settings.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteUserPoolDomain: Operation<'DeleteUserPoolDomain'> = (ctx, input) => {
  deleteDomain(ctx, getPool(ctx, input.UserPoolId), input.Domain)
  return {}
}
