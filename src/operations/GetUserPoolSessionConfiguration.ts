import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { toSessionConfiguration } from '../domain/pools/sessions.ts'

export const GetUserPoolSessionConfiguration: Operation<'GetUserPoolSessionConfiguration'> = (ctx, input) =>
  toSessionConfiguration(getPool(ctx, input.UserPoolId))
