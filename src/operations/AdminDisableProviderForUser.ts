import type { Operation } from '../context.ts'
import { removePasswords } from '../domain/credentials/passwords.ts'
import { getPool } from '../domain/pools/pools.ts'
import { localProvider, readIdentity, unlinkIdentity } from '../domain/users/identities.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminDisableProviderForUser: Operation<'AdminDisableProviderForUser'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const identity = readIdentity(input.User, 'User')
  // Documented: AdminDisableProviderForUser API page. A user of the pool can no longer sign in with the password.
  if (identity.provider === localProvider) removePasswords(ctx, getUser(ctx, pool, identity.value))
  else unlinkIdentity(ctx, pool, identity)
  return {}
}
