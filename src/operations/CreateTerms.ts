import type { Operation } from '../context.ts'
import { createTerms, toTermsType } from '../domain/branding/terms.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateTerms: Operation<'CreateTerms'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = getPoolClient(ctx, pool.id, input.ClientId)
  return { Terms: toTermsType(createTerms(ctx, client, { name: input.TermsName, links: input.Links ?? {} })) }
}
