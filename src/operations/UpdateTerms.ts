import type { Operation } from '../context.ts'
import { getTerms, toTermsType, updateTerms } from '../domain/branding/terms.ts'
import { getPool } from '../domain/pools/pools.ts'

export const UpdateTerms: Operation<'UpdateTerms'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { Terms: toTermsType(updateTerms(ctx, getTerms(ctx, pool, input.TermsId), input)) }
}
