import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { UserVerificationType } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Passkey } from '../../store/schema/passkeys.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { readCredential } from '../credentials/passkey-credential.ts'
import { countsAsTwoFactors, isAllowedOrigin, userVerificationOf } from '../credentials/passkey-rules.ts'
import type { ReadAssertion } from '../credentials/passkey-verification.ts'
import { findPasskey } from '../credentials/passkeys.ts'
import { requireParameter } from './parameters.ts'
import type { ChallengeAnswer } from './request.ts'
import { resume } from './resume.ts'
import type { SignIn } from './sign-in.ts'

// Inferred: the error of a passkey that is not right, and its text, that of a wrong password.
const refuse = faults.incorrectUsernameOrPassword

/** The answer with its proof checked, which has to wait, or the error of one that is not right. */
export async function withAssertion(ctx: FlowContext, request: ChallengeAnswer): Promise<ChallengeAnswer> {
  const given = ctx.transact((inside) => readAssertion(inside, request) ?? null)
  if (!given) return request
  // The library is loaded when it is first needed.
  const { verifyAssertion } = await import('../credentials/passkey-verification.ts')
  try {
    return { ...request, assertion: await verifyAssertion(given) }
  } catch (error) {
    ctx.note(`The proof of the passkey was refused: ${(error as Error).message}`)
    throw refuse()
  }
}

/** The passkey whose proof came with an answer, if it is still as it was when that was checked. */
export function requireProvedPasskey(
  ctx: Context,
  { user, request }: SignIn,
): NonNullable<ChallengeAnswer['assertion']> {
  const { assertion } = request
  ensure(assertion && isUnchanged(assertion.passkey, findPasskey(ctx, user, assertion.passkey.id)), refuse)
  return assertion
}

/** How much the user must be verified. Documented: WebAuthnMfaSettingsType; always where a passkey stands for two factors. */
export function verificationOf(pool: Pool, user: User): UserVerificationType {
  return user.passkeyMfa && countsAsTwoFactors(pool) ? 'required' : userVerificationOf(pool)
}

function readAssertion(ctx: Context, request: ChallengeAnswer): ReadAssertion | undefined {
  const { pool, user, state } = resume(ctx, request)
  if (!user || state.challenge !== 'WEB_AUTHN') return undefined
  const credential = readCredential(parse(requireParameter(request, 'CREDENTIAL')), ['authenticatorData', 'signature'])
  const passkey = findPasskey(ctx, user, credential.id)
  const { type, challenge, origin } = credential.clientData
  ensure(passkey && type === 'webauthn.get' && challenge === state.passkeyChallenge, refuse)
  ensure(isAllowedOrigin(origin, passkey.relyingParty), refuse)
  return { credential, passkey, challenge, userVerification: verificationOf(pool, user) }
}

function isUnchanged(before: Passkey, now: Passkey | undefined): boolean {
  return before.publicKey === now?.publicKey && before.signCount === now.signCount
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
