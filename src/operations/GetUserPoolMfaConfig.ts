import type { Operation } from '../context.ts'
import { toMfaConfig } from '../domain/pools/mfa.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetUserPoolMfaConfig: Operation<'GetUserPoolMfaConfig'> = (ctx, input) =>
  toMfaConfig(getPool(ctx, input.UserPoolId))
