import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { removeSoftwareToken } from '../domain/credentials/software-token.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

// Documented: SDK of 2026. Inferred: no error where nothing is registered; tokens, sessions and devices stay.
export const AdminDeleteSoftwareToken: Operation<'AdminDeleteSoftwareToken'> = (ctx, input) => {
  const user = getUser(ctx, getPool(ctx, input.UserPoolId), input.Username)
  ensure(user.status !== 'UNCONFIRMED', faults.userIsNotConfirmed)
  removeSoftwareToken(ctx, user)
  return {}
}
