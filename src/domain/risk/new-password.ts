import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { requirePolicy } from '../credentials/password-policy.ts'
import { requireNotInHistory } from '../credentials/passwords.ts'
import { checkCompromised } from './compromised-check.ts'

/** Refuses a password that a user chose against policy, history or known leaks; answers whether it is leaked but allowed. */
// Inferred: this order. Documented: threat protection page, which operations look for leaks. Inferred: under which filter.
export function requireNewPassword(ctx: Context, pool: Pool, client: Client, user: User, password: string): boolean {
  requirePolicy(pool, password)
  requireNotInHistory(ctx, pool, user, password)
  const { detected, block } = checkCompromised(ctx, pool, client, password, 'PASSWORD_CHANGE')
  ensure(!block, faults.compromisedPassword)
  return detected
}
