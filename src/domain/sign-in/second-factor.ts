import type { ApiError } from '../../api/errors.ts'
import { keepingWrites } from '../../api/errors.ts'
import type { Context } from '../../context.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import { clearFailures, countFailure, requireUnlocked } from '../credentials/lockout.ts'
import { finishSignIn } from '../risk/protect.ts'
import { updateUser } from '../users/users.ts'
import { updateSession } from './sessions.ts'
import { proceed, type SignIn } from './sign-in.ts'

/** Checks a second factor: `isRight` looks at the answer, `wrong` is the error for another one. */
export function proveSecondFactor(
  ctx: Context,
  signIn: SignIn,
  { isRight, wrong }: { isRight: () => boolean; wrong: () => ApiError },
): SignIn {
  const { user, session, state } = signIn
  const failures = requireUnlocked(ctx, user, 'mfa')
  const right = isRight()
  // Inferred: a right answer is on record at once, even where another challenge follows.
  if (state.eventId) finishSignIn(ctx, state.eventId, { mfa: right ? 'Success' : 'Failure', passed: undefined })
  if (!right) {
    countFailure(ctx, user, 'mfa', failures)
    if (session) updateSession(ctx, session, { mistaken: true })
    throw keepingWrites(wrong())
  }
  if (failures) clearFailures(ctx, user, 'mfa')
  return proceed(signIn, { mfaDone: true })
}

/** Inferred: a factor that was set up during a sign-in is switched on. */
export function activateFactor(ctx: Context, signIn: SignIn, factor: MfaFactor): SignIn {
  const { user } = signIn
  if (user.mfaFactors.includes(factor)) return signIn
  return { ...signIn, user: updateUser(ctx, user, { mfaFactors: [...user.mfaFactors, factor] }) }
}
