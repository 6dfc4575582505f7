import type { Operation } from '../context.ts'
import { setMfaPreference } from '../domain/credentials/mfa-preference.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminSetUserMFAPreference: Operation<'AdminSetUserMFAPreference'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  setMfaPreference(ctx, pool, getUser(ctx, pool, input.Username), input)
  return {}
}
