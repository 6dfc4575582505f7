import type { Operation } from '../context.ts'
import { toMfaConfig } from '../domain/pools/mfa.ts'
import { setMfaConfig } from '../domain/pools/mfa-config.ts'
import { getPool } from '../domain/pools/pools.ts'

export const SetUserPoolMfaConfig: Operation<'SetUserPoolMfaConfig'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return toMfaConfig({ settings: setMfaConfig(ctx, pool, input) })
}
