import { identityOf } from '../../credentials/passwords.ts'
import { srpSecretOf } from '../../credentials/srp-secret.ts'
import { provePassword, requireSignInState } from '../credential-proof.ts'
import { beginPasswordExchange } from '../password-verifier.ts'
import { closeSession } from '../sessions.ts'
import { type Challenge, withMethod } from '../sign-in.ts'
import { proves, readClaim } from '../srp-exchange.ts'

/** The proof, by SRP, that the client knows the password. */
export const PASSWORD_VERIFIER: Challenge = {
  pose: (ctx, { pool, user, request, state }) => beginPasswordExchange(ctx, pool, user, state.signInName, request),
  answer(ctx, signIn) {
    const { pool, user, request, state, session } = signIn
    const claim = readClaim(request)
    // Inferred: right or wrong, an exchange is good for one proof.
    if (session) closeSession(ctx, session)
    const secret = srpSecretOf(ctx, user)
    const claimant = { ...signIn, name: state.signInName, custom: state.flow === 'CUSTOM_AUTH' }
    provePassword(ctx, claimant, () => {
      return secret !== undefined && proves(claim, state.srp!, identityOf(pool, user), secret)
    })
    requireSignInState(ctx, pool, user)
    return withMethod(signIn, 'pwd')
  },
}
