import type { Operation } from '../context.ts'
import { getTerms, toTermsType } from '../domain/branding/terms.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeTerms: Operation<'DescribeTerms'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { Terms: toTermsType(getTerms(ctx, pool, input.TermsId)) }
}
