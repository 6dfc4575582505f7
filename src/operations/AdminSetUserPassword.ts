import type { Operation } from '../context.ts'
import { clearFailures } from '../domain/credentials/lockout.ts'
import { requirePolicy } from '../domain/credentials/password-policy.ts'
import { requireNotInHistory, setPassword } from '../domain/credentials/passwords.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser, updateUser } from '../domain/users/users.ts'

export const AdminSetUserPassword: Operation<'AdminSetUserPassword'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const user = getUser(ctx, pool, input.Username)
  requirePolicy(pool, input.Password)
  requireNotInHistory(ctx, pool, user, input.Password)
  const permanent = input.Permanent ?? false
  setPassword(ctx, pool, user, input.Password, { temporary: !permanent })
  // Inferred: whoever was locked out may try the new password at once.
  clearFailures(ctx, user, 'password')
  // Documented: AdminSetUserPassword API page. Every status, EXTERNAL_PROVIDER included, gives way to these two.
  updateUser(ctx, user, { status: permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD' })
  return {}
}
