import type { Operation } from '../context.ts'
import { getLimit, setLimit } from '../domain/pools/provisioned-limits.ts'

export const UpdateProvisionedLimit: Operation<'UpdateProvisionedLimit'> = (ctx, input) => {
  setLimit(ctx, input.LimitDefinition, input.RequestedLimitValue)
  return { Limit: getLimit(ctx, input.LimitDefinition) }
}
