import type { Operation } from '../context.ts'
import { listTerms, toTermsDescription } from '../domain/branding/terms.ts'
import { getPool } from '../domain/pools/pools.ts'

export const ListTerms: Operation<'ListTerms'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const { items, nextToken } = listTerms(ctx, pool, { limit: input.MaxResults ?? 60, token: input.NextToken })
  return { Terms: items.map(toTermsDescription), NextToken: nextToken }
}
