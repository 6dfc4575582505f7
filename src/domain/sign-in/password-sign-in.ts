import { ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hidesExistence } from '../clients/existence.ts'
import { clearFailures, countFailure, requireUnlocked } from '../credentials/lockout.ts'
import { checkPassword, currentPassword, type PasswordRow } from '../credentials/passwords.ts'
import { readAttempt } from '../risk/attempt.ts'
import { checkCompromised } from '../risk/compromised-check.ts'
import { failSignIn, refuseBlockedAddress, refuseCompromised } from '../risk/protect.ts'
import { attributesOf, findUser, updateUser } from '../users/users.ts'
import { passFirstFactor } from './first-factor.ts'
import { enterFlow, type Flow } from './flow.ts'
import { type Asking, isAsked } from './functions.ts'
import type { Outcome } from './outcome.ts'
import { requireHashOf, requireParameter } from './parameters.ts'
import type { SignInRequest } from './request.ts'

/** A sign-in whose password arrives in clear. */
// Inferred: the order of the checks; each of them is documented or observed where it stands.
export function signInByPassword(ctx: Context, request: SignInRequest, flow: Flow, asked: boolean): Outcome | Asking {
  const { pool, client } = enterFlow(ctx, request, flow)
  const name = requireParameter(request, 'USERNAME')
  const password = requireParameter(request, 'PASSWORD')
  requireHashOf(ctx, client, request, name)

  const attempt = readAttempt(ctx, pool, client, request.context)
  const user = findUser(ctx, pool, name)
  refuseBlockedAddress(ctx, pool, client, user, attempt, 'SignIn')
  // Documented: developer guide, managing errors. Whatever PreventUserExistenceErrors says.
  ensure(!user || user.enabled, faults.userIsDisabled)
  // Documented: pre authentication and migrate user pages. Before the password is looked at.
  const question = { pool, client, name, user, password }
  if (!asked && isAsked(ctx, question)) return { ask: question }
  if (!user) throw failUnknown(ctx, pool, client, name, attempt)
  // Ours: a simulated sign-in may come without the password.
  const skipped = ctx.request.simulated?.skipCredentials ?? false
  if (!skipped) provePassword(ctx, { pool, client, user, attempt, name, password })
  requireSignInState(ctx, pool, user)
  const compromised = skipped ? false : requireUncompromised(ctx, { pool, client, user, attempt, password })

  const attributes = attributesOf(ctx, user)
  const signIn = { pool, client, user, attributes, attempt, request }
  return passFirstFactor(ctx, { ...signIn, flow: request.flow, signInName: name, compromised })
}

/** Counts a sign-in under a name that nobody has, and makes its error. */
export function failUnknown(ctx: Context, pool: Pool, client: Client, name: string, attempt: AttemptContext): Error {
  failSignIn(ctx, { pool, client, user: undefined, username: name, attempt })
  ctx.note('No user has this name.')
  // Observed: recorded InitiateAuth, LEGACY. Documented: developer guide, managing errors, ENABLED.
  const error = hidesExistence(client) ? faults.incorrectUsernameOrPassword() : faults.userDoesNotExist()
  return keepingWrites(error)
}

interface PasswordAttempt {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attempt: AttemptContext
  readonly password: string
}

function provePassword(ctx: Context, { name, ...given }: PasswordAttempt & { name: string }): void {
  const { pool, client, user, attempt, password } = given
  const failures = requireUnlocked(ctx, user, 'password')
  if (checkPassword(ctx, pool, user, password)) {
    if (failures) clearFailures(ctx, user, 'password')
    return
  }
  // Documented: developer guide, managing errors. A user without any password was imported and must reset it first;
  // where existence is hidden, the answer is that of a wrong password.
  const imported = user.status === 'RESET_REQUIRED' && !currentPassword(ctx, user)
  ensure(!imported || hidesExistence(client), faults.passwordResetRequired)
  countFailure(ctx, user, 'password', failures)
  failSignIn(ctx, { pool, client, user, username: name, attempt })
  throw keepingWrites(faults.incorrectUsernameOrPassword())
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

/** Whether the password is compromised; where the configuration blocks that, the user must reset it. */
function requireUncompromised(ctx: Context, { password, ...signIn }: PasswordAttempt): boolean {
  const { detected, block } = checkCompromised(ctx, signIn.pool, signIn.client, password, 'SIGN_IN')
  if (!block) return detected
  refuseCompromised(ctx, signIn)
  // Documented: threat protection page. The user's state becomes RESET_REQUIRED.
  updateUser(ctx, signIn.user, { status: 'RESET_REQUIRED' })
  throw keepingWrites(faults.compromisedPasswordAtSignIn())
}
