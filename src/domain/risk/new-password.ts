import { keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { requirePolicy } from '../credentials/password-policy.ts'
import { requireNotInHistory } from '../credentials/passwords.ts'
import { checkCompromised } from './compromised-check.ts'
import { type OtherEvent, recordEvent } from './record.ts'

/** A password that a user chose in place of another one, and how the request came. */
export interface NewPassword extends Pick<OtherEvent, 'pool' | 'client' | 'user' | 'attempt'> {
  readonly password: string
}

/**
 * Refuses a new password against policy, history or known leaks; answers whether it is leaked but allowed. Inferred: this
 * order. Documented: threat protection page, which operations look for leaks. Inferred: under which filter.
 */
export function requireNewPassword(ctx: Context, { password, ...choice }: NewPassword): boolean {
  const { pool, client, user } = choice
  requirePolicy(pool, password)
  requireNotInHistory(ctx, pool, user, password)
  const { detected, block } = checkCompromised(ctx, pool, client, password, 'PASSWORD_CHANGE')
  if (!block) return detected
  // Documented: metrics page; what is detected counts, whatever comes of it. Inferred: the event, as of a refused sign-in.
  recordEvent(ctx, { ...choice, type: 'PasswordChange', response: 'Fail', compromised: true, blocked: true })
  throw keepingWrites(faults.compromisedPassword())
}
