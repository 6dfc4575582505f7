import { keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { checkPassword } from '../credentials/passwords.ts'
import { checkCompromised } from '../risk/compromised-check.ts'
import { refuseCompromised } from '../risk/protect.ts'
import { updateUser } from '../users/users.ts'
import { type Claimant, provePassword, requireSignInState } from './credential-proof.ts'
import { type SignIn, withMethod } from './sign-in.ts'

/** Checks a password in clear and everything that depends on its being right. */
export function passPassword(ctx: Context, signIn: SignIn, password: string): SignIn {
  const { pool, user, state } = signIn
  const claimant = { ...signIn, name: state.signInName }
  // Ours: a simulated sign-in may come without the password.
  const skipped = ctx.request.simulated?.skipCredentials ?? false
  if (!skipped) provePassword(ctx, claimant, () => checkPassword(ctx, pool, user, password))
  requireSignInState(ctx, pool, user)
  const compromised = !skipped && requireUncompromised(ctx, claimant, password)
  return { ...withMethod(signIn, 'pwd'), compromised }
}

/** Whether the password is compromised; where the configuration blocks that, the user must reset it. */
function requireUncompromised(ctx: Context, { pool, client, user, attempt }: Claimant, password: string): boolean {
  const { detected, block } = checkCompromised(ctx, pool, client, password, 'SIGN_IN')
  if (!block) return detected
  refuseCompromised(ctx, { pool, client, user, attempt })
  // Documented: threat protection page. The user's state becomes RESET_REQUIRED.
  updateUser(ctx, user, { status: 'RESET_REQUIRED' })
  throw keepingWrites(faults.compromisedPasswordAtSignIn())
}
