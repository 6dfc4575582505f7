import type { Operation } from '../context.ts'
import { getTermsOfClient, toTermsType } from '../domain/branding/terms.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeTermsByClient: Operation<'DescribeTermsByClient'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = getPoolClient(ctx, pool.id, input.ClientId)
  return { Terms: toTermsType(getTermsOfClient(ctx, client, input.TermsName)) }
}
