import { ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import type { UserVerificationType } from '../../../api/generated/types.ts'
import { isSignedBy, readAuthenticatorData } from '../../../base/webauthn.ts'
import type { Context } from '../../../context.ts'
import type { Pool } from '../../../store/schema/pools.ts'
import type { User } from '../../../store/schema/users.ts'
import { readCredential } from '../../credentials/passkey-credential.ts'
import {
  countsAsTwoFactors,
  isAllowedOrigin,
  isBoundTo,
  relyingPartyOf,
  userVerificationOf,
} from '../../credentials/passkey-rules.ts'
import { findPasskey, notePasskeyUse, passkeysOf } from '../../credentials/passkeys.ts'
import { requireSignInState } from '../credential-proof.ts'
import { requireParameter } from '../parameters.ts'
import { type Challenge, proceed, type SignIn, withMethod } from '../sign-in.ts'

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
    const { verified } = readAssertion(ctx, signIn)
    requireSignInState(ctx, pool, user)
    // Documented: WebAuthnConfigurationType.
    return proceed(withMethod(signIn, 'swk'), {
      passkeyChallenge: undefined,
      mfaDone: verified && countsAsTwoFactors(pool),
    })
  },
}

/** Checks an assertion; throws NotAuthorizedException for any that is not right. Inferred: the text, that of a wrong password. */
function readAssertion(ctx: Context, { pool, user, request, state }: SignIn): { verified: boolean } {
  const refuse = faults.incorrectUsernameOrPassword
  const credential = readCredential(parse(requireParameter(request, 'CREDENTIAL')), ['authenticatorData', 'signature'])
  const { authenticatorData, signature, clientDataJSON } = credential.response
  const passkey = findPasskey(ctx, user, credential.id)
  ensure(passkey, refuse)
  const { type, challenge, origin } = credential.clientData
  ensure(type === 'webauthn.get' && challenge === state.passkeyChallenge, refuse)
  ensure(isAllowedOrigin(origin, passkey.relyingParty) && authenticatorData.length >= 37, refuse)
  const data = readAuthenticatorData(authenticatorData.subarray(0, 37))
  ensure(isBoundTo(data, passkey.relyingParty) && data.userPresent, refuse)
  ensure(data.userVerified || verificationOf(pool, user) !== 'required', refuse)
  ensure(isSignedBy(passkey.publicKey, { authenticatorData, clientData: clientDataJSON, signature }), refuse)
  // WebAuthn, section 6.1.1: a counter that does not grow means that the key was copied; 0 means that there is none.
  ensure(data.signCount > passkey.signCount || (data.signCount === 0 && passkey.signCount === 0), refuse)
  notePasskeyUse(ctx, user, passkey.id, data.signCount)
  return { verified: data.userVerified }
}

// Documented: WebAuthnMfaSettingsType. A passkey that stands for two factors must verify its user.
function verificationOf(pool: Pool, user: User): UserVerificationType {
  return user.passkeyMfa && countsAsTwoFactors(pool) ? 'required' : userVerificationOf(pool)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
