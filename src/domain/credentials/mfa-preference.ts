import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { SetUserMFAPreferenceRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'
import { mfaModeOf } from '../pools/mfa.ts'
import { attributesOf, updateUser } from '../users/users.ts'
import { countsAsTwoFactors } from './passkey-rules.ts'
import { hasPasskey } from './passkeys.ts'
import { hasSoftwareToken } from './software-token.ts'
import { usableFactors } from './usable-factors.ts'

/** Which factors to switch on, off or prefer; a factor without settings stays as it is. */
export type MfaPreference = Pick<
  SetUserMFAPreferenceRequest,
  'SMSMfaSettings' | 'SoftwareTokenMfaSettings' | 'EmailMfaSettings' | 'WebAuthnMfaSettings'
>

/** Switches the user's second factors on and off and sets the preferred one. */
export function setMfaPreference(ctx: Context, pool: Pool, user: User, preference: MfaPreference): void {
  const given = [
    ['SMS_MFA', preference.SMSMfaSettings],
    ['SOFTWARE_TOKEN_MFA', preference.SoftwareTokenMfaSettings],
    ['EMAIL_OTP', preference.EmailMfaSettings],
  ] as const
  const preferences = given.filter(([, settings]) => settings?.PreferredMfa)
  // Documented: SetUserMFAPreference API page, the rule. Inferred: the text.
  const onlyOne = () => new ApiError('InvalidParameterException', 'Only one MFA factor can be set as preferred.')
  ensure(preferences.length <= 1, onlyOne)
  const passkeyMfa = preference.WebAuthnMfaSettings?.Enabled ?? user.passkeyMfa
  const besides = given.some(([, settings]) => settings?.Enabled)
  if (preference.WebAuthnMfaSettings?.Enabled) requirePasskeyMfa(ctx, pool, user, besides)

  const usable = usableFactors(pool, attributesOf(ctx, user), () => hasSoftwareToken(ctx, user))
  const active = new Set<MfaFactor>(user.mfaFactors)
  let preferred = user.mfaPreferred
  for (const [factor, settings] of given) {
    if (!settings) continue
    if (settings.Enabled) {
      // Observed: public reports of the text. Inferred: it also stands for a method that the pool has switched off.
      ensure(usable.includes(factor), faults.noDeliveryFor(factor))
      active.add(factor)
    } else if (mfaModeOf(pool) !== 'ON') {
      // Documented: in a pool that requires MFA only the preference can change.
      active.delete(factor)
    }
    // Inferred: a factor that is not switched on cannot be preferred; asking for it changes nothing.
    if (settings.PreferredMfa && active.has(factor)) preferred = factor
    else if (preferred === factor) preferred = null
  }
  updateUser(ctx, user, { mfaFactors: [...active], mfaPreferred: preferred, passkeyMfa })
}

/** Throws unless the user's passkey may stand for two factors; `besides` says whether the request switches another on. */
function requirePasskeyMfa(ctx: Context, pool: Pool, user: User, besides: boolean): void {
  // Documented: WebAuthnMfaSettingsType, the rule. Inferred: the text.
  ensure(countsAsTwoFactors(pool), faults.invalidParameter('WebAuthn MFA is not enabled for the user pool.'))
  // Observed: a public client's comments of 2026, both texts. Inferred: the order.
  ensure(besides, faults.invalidParameter('WebAuthn MFA requires enabling an additional MFA setting.'))
  ensure(
    hasPasskey(ctx, user),
    faults.invalidParameter('User does not have applicable WebAuthn credentials to enable WebAuthn MFA.'),
  )
}
