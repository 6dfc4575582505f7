import type { Operation } from '../context.ts'
import { setLegacySettings } from '../domain/credentials/legacy-settings.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminSetUserSettings: Operation<'AdminSetUserSettings'> = (ctx, input) => {
  const user = getUser(ctx, getPool(ctx, input.UserPoolId), input.Username)
  setLegacySettings(ctx, user, input.MFAOptions)
  return {}
}
