import type { Operation } from '../context.ts'
import { deleteTerms, getTerms } from '../domain/branding/terms.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DeleteTerms: Operation<'DeleteTerms'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  deleteTerms(ctx, getTerms(ctx, pool, input.TermsId))
}
