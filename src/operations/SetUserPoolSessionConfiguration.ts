import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { setSessionTracking, toSessionConfiguration } from '../domain/pools/sessions.ts'

export const SetUserPoolSessionConfiguration: Operation<'SetUserPoolSessionConfiguration'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const sessions = {
    tracking: input.UserSessionTracking === 'ENABLED',
    maxPerUser: input.TokenSession.MaxPerUser,
  }
  setSessionTracking(ctx, pool, sessions)
  return toSessionConfiguration({ ...pool, sessions })
}
