import type { Context } from '../../context.ts'
import { associateSoftwareToken, verifySoftwareToken } from '../credentials/software-token.ts'
import { tokenOwner } from '../sign-in/software-token-owner.ts'

/** A step in setting up an authenticator app: the session goes on under another name. */
interface SetUp {
  readonly session: string
}

/** Makes a secret for an authenticator app in the session of an MFA_SETUP challenge. */
export function beginAuthenticator(ctx: Context, session: string): SetUp & { secretCode: string; label: string } {
  const owner = tokenOwner(ctx, session)
  const secretCode = associateSoftwareToken(ctx, owner.pool, owner.user)
  return { secretCode, label: owner.user.username, session: owner.nextSession({ authenticatorVerified: false })! }
}

/** Checks the first code of an authenticator app. */
export function verifyAuthenticator(ctx: Context, session: string, code: string): SetUp {
  const owner = tokenOwner(ctx, session)
  verifySoftwareToken(ctx, owner.pool, owner.user, { code, friendlyName: undefined })
  return { session: owner.nextSession({ authenticatorVerified: true })! }
}
