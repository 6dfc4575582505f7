import type { Operation } from '../context.ts'
import { getLimit } from '../domain/pools/provisioned-limits.ts'

export const GetProvisionedLimit: Operation<'GetProvisionedLimit'> = (ctx, input) => ({
  Limit: getLimit(ctx, input.LimitDefinition),
})
