import type { Operation } from '../context.ts'
import { verifySoftwareToken } from '../domain/credentials/software-token.ts'
import { tokenOwner } from '../domain/sign-in/software-token-owner.ts'

export const VerifySoftwareToken: Operation<'VerifySoftwareToken'> = (ctx, input) => {
  const owner = tokenOwner(ctx, input.Session)
  verifySoftwareToken(ctx, owner.pool, owner.user, { code: input.UserCode, friendlyName: input.FriendlyDeviceName })
  // Documented: VerifySoftwareToken API page. It does not make the authenticator a second factor by itself.
  return { Status: 'SUCCESS', Session: owner.nextSession({ authenticatorVerified: true }) }
}
