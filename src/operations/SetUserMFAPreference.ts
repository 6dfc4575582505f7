import type { Operation } from '../context.ts'
import { setMfaPreference } from '../domain/credentials/mfa-preference.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const SetUserMFAPreference: Operation<'SetUserMFAPreference'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  setMfaPreference(ctx, pool, user, input)
  return {}
}
