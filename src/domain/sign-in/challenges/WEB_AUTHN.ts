import { countsAsTwoFactors, relyingPartyOf } from '../../credentials/passkey-rules.ts'
import { notePasskeyUse, passkeysOf } from '../../credentials/passkeys.ts'
import { requireProvedPasskey, verificationOf } from '../assertion.ts'
import { requireSignInState } from '../credential-proof.ts'
import { type Challenge, proceed, withMethod } from '../sign-in.ts'

// Inferred: what browsers are told; the session may end earlier.
const browserTimeout = 180_000

/** A passkey as the first factor. */
export const WEB_AUTHN: Challenge = {
  // Observed: amplify-js, the name of the parameter. Inferred: the members of the options.
  pose(ctx, { pool, user }) {
    const challenge = ctx.random.bytes(32).toString('base64url')
    const options = {
      challenge,
      timeout: browserTimeout,
      rpId: relyingPartyOf(ctx, pool),
      allowCredentials: passkeysOf(ctx, user).map(({ id, transports }) => ({ id, type: 'public-key', transports })),
      userVerification: verificationOf(pool, user),
    }
    return {
      parameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
      state: { passkeyChallenge: challenge },
    }
  },
  answer(ctx, signIn) {
    const { pool, user } = signIn
    const { passkey, signCount, userVerified } = requireProvedPasskey(ctx, signIn)
    notePasskeyUse(ctx, user, passkey.id, signCount)
    requireSignInState(ctx, pool, user)
    // Documented: WebAuthnConfigurationType.
    return proceed(withMethod(signIn, 'swk'), {
      passkeyChallenge: undefined,
      mfaDone: userVerified && countsAsTwoFactors(pool),
    })
  },
}
