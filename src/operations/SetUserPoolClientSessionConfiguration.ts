import type { Operation } from '../context.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { setSsoMinutes, toClientSessionConfiguration } from '../domain/clients/sessions.ts'
import { getPool } from '../domain/pools/pools.ts'
import { requireSessionTracking } from '../domain/pools/sessions.ts'

// Inferred: the order of the checks (pool, tier, tracking, client).
export const SetUserPoolClientSessionConfiguration: Operation<'SetUserPoolClientSessionConfiguration'> = (
  ctx,
  input,
) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireSessionTracking(pool)
  const client = getPoolClient(ctx, pool.id, input.ClientId)
  return toClientSessionConfiguration(setSsoMinutes(ctx, client, input.SSOSession.MaxValidityMinutes))
}
