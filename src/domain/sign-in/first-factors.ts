import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { countsAsTwoFactors } from '../credentials/passkey-rules.ts'
import { hasPasskey } from '../credentials/passkeys.ts'
import { currentPassword } from '../credentials/passwords.ts'
import { mfaModeOf } from '../pools/mfa.ts'
import { eligibleFactors } from './eligible-factors.ts'
import { passPassword } from './pass-password.ts'
import { proceed, type SignIn } from './sign-in.ts'

/** The first factors of USER_AUTH, in the order in which they are offered. Inferred: the order after the first two. */
const firstFactors = ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const

/** One of them. */
export type FirstFactor = (typeof firstFactors)[number]

/** Whether a text names a first factor. */
export function isFirstFactor(name: string | undefined): name is FirstFactor {
  return firstFactors.some((factor) => factor === name)
}

/** The first factors of USER_AUTH that the pool allows, whoever signs in. */
export function allowedFactors(pool: Pool): readonly FirstFactor[] {
  const allowed: readonly string[] = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD']
  return firstFactors.filter((factor) => allowed.includes(factor === 'PASSWORD_SRP' ? 'PASSWORD' : factor))
}

/** The first factors that the user can sign in with. Documented: MFA page and authentication flows page. */
export function offeredFactors(
  ctx: Context,
  pool: Pool,
  user: User,
  attributes: ReadonlyMap<string, string>,
): FirstFactor[] {
  const usable: Record<FirstFactor, () => boolean> = {
    PASSWORD_SRP: () => currentPassword(ctx, user) !== undefined,
    PASSWORD: () => currentPassword(ctx, user) !== undefined,
    EMAIL_OTP: () => attributes.has('email'),
    SMS_OTP: () => attributes.has('phone_number'),
    WEB_AUTHN: () => hasPasskey(ctx, user),
  }
  const passwordOnly = needsPassword(ctx, pool, user, attributes)
  return allowedFactors(pool).filter((factor) => {
    if (passwordOnly && (factor === 'EMAIL_OTP' || factor === 'SMS_OTP')) return false
    // Documented: WebAuthnMfaSettingsType. Observed: public clients of 2026; both the pool and the user must want it.
    if (passwordOnly && factor === 'WEB_AUTHN' && !(countsAsTwoFactors(pool) && user.passkeyMfa)) return false
    return usable[factor]()
  })
}

/** Goes on with the factor that was chosen: its challenge comes next, or what came with the choice is checked at once. */
export function goOnWith(ctx: Context, signIn: SignIn, factor: FirstFactor): SignIn {
  const { request } = signIn
  if (factor === 'PASSWORD_SRP') return proceed(signIn, { pending: 'PASSWORD_VERIFIER' })
  const password = request.parameters['PASSWORD']
  if (factor === 'PASSWORD' && password) return passPassword(ctx, signIn, password)
  return proceed(signIn, { pending: factor })
}

/** Goes on with a factor out of those that were offered, or throws. Inferred: error and text. */
export function goOnWithOffered(ctx: Context, signIn: SignIn, factor: string): SignIn {
  const offered = isFirstFactor(factor) && signIn.state.offered?.includes(factor)
  ensure(offered, faults.invalidParameter('Selected challenge is not available for the user.'))
  return goOnWith(ctx, signIn, factor)
}

/**
 * Whether only a password, or what counts as two factors, will do. Documented: MFA page; where MFA is required or the user
 * has switched a second factor on. Observed: captures of 2026; while a temporary password waits to be changed.
 */
function needsPassword(ctx: Context, pool: Pool, user: User, attributes: ReadonlyMap<string, string>): boolean {
  if (user.status === 'FORCE_CHANGE_PASSWORD' || mfaModeOf(pool) === 'ON') return true
  return eligibleFactors(ctx, pool, user, attributes).some((factor) => user.mfaFactors.includes(factor))
}
