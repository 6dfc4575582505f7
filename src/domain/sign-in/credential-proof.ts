import { type ApiError, ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hidesExistence } from '../clients/existence.ts'
import { clearFailures, countFailure, requireUnlocked } from '../credentials/lockout.ts'
import { currentPassword, type PasswordRow } from '../credentials/passwords.ts'
import { failSignIn } from '../risk/protect.ts'

/** Somebody who claims to be a user. */
export interface Claimant {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attempt: AttemptContext
  /** As the caller typed it. */
  readonly name: string
  readonly custom?: boolean | undefined
}

/** Throws unless the password is right; wrong ones are counted, and lock the user for a while. */
export function provePassword(ctx: Context, claimant: Claimant, isRight: () => boolean): void {
  const { pool, client, user, attempt, name, custom } = claimant
  const failures = requireUnlocked(ctx, user, 'password')
  if (isRight()) {
    if (failures) clearFailures(ctx, user, 'password')
    return
  }
  // Documented: developer guide, managing errors. A user without any password was imported and must reset it first;
  // where existence is hidden, the answer is that of a wrong password.
  const imported = user.status === 'RESET_REQUIRED' && !currentPassword(ctx, user)
  ensure(!imported || hidesExistence(client), faults.passwordResetRequired)
  countFailure(ctx, user, 'password', failures)
  failSignIn(ctx, { pool, client, user, username: name, attempt, custom })
  throw keepingWrites(faults.incorrectUsernameOrPassword())
}

/** Counts a sign-in under a name that nobody has, and makes its error. */
export function failUnknown(ctx: Context, claimant: Omit<Claimant, 'user'>): ApiError {
  const { pool, client, attempt, name, custom } = claimant
  failSignIn(ctx, { pool, client, user: undefined, username: name, attempt, custom })
  ctx.note('No user has this name.')
  // Observed: recorded InitiateAuth, LEGACY. Documented: developer guide, managing errors, ENABLED.
  const hidden = hidesExistence(client)
  return keepingWrites(hidden ? faults.incorrectUsernameOrPassword() : faults.userDoesNotExist())
}

/** Throws unless a user with right credentials may go on. Inferred: told only after the credentials were right. */
export function requireSignInState(ctx: Context, pool: Pool, user: User): void {
  ensure(user.status !== 'UNCONFIRMED', faults.userIsNotConfirmed)
  ensure(user.status !== 'RESET_REQUIRED', faults.passwordResetRequired)
  if (user.status === 'FORCE_CHANGE_PASSWORD') requireFreshPassword(ctx, pool, currentPassword(ctx, user))
}

// Documented: PasswordPolicyType. 7 days unless set; 0 stands for the default.
function requireFreshPassword(ctx: Context, pool: Pool, password: PasswordRow | undefined): void {
  const days = pool.settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays || 7
  const expired = password?.temporary && password.setAt + days * 86_400_000 <= ctx.clock.now()
  ensure(!expired, faults.temporaryPasswordExpired)
}
