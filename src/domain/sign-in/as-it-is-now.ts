import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { getPoolClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { attributesOf, findUserById } from '../users/users.ts'
import type { SignIn } from './sign-in.ts'

/** The sign-in after functions had time to change the world. */
export function asItIsNow(ctx: Context, signIn: Omit<SignIn, 'attributes'>): SignIn {
  const pool = getPool(ctx, signIn.pool.id)
  const client = getPoolClient(ctx, pool.id, signIn.client.id)
  const user = findUserById(ctx, signIn.user.id)
  ensure(user, faults.userDoesNotExist)
  ensure(user.enabled, faults.userIsDisabled)
  return { ...signIn, pool, client, user, attributes: attributesOf(ctx, user) }
}
