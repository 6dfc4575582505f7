import type { UserVerificationType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { domainUrlOf } from '../pools/domains.ts'

/** Whether passkeys can be a first factor in the pool. */
export function allowsPasskeys(pool: Pool): boolean {
  return pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes('WEB_AUTHN') ?? false
}

/** The name that the pool's passkeys are bound to: the one it was given, else that of its domain; undefined without either. */
export function relyingPartyOf(ctx: Pick<Context, 'tx' | 'baseUrl'>, pool: Pool): string | undefined {
  const given = pool.settings.WebAuthnConfiguration?.RelyingPartyId
  if (given !== undefined) return given
  const url = domainUrlOf(ctx, pool)
  return url && new URL(url).hostname
}

/** How much the pool wants authenticators to verify their users. Documented: passkey page; preferred unless set. */
export function userVerificationOf(pool: Pool): UserVerificationType {
  return pool.settings.WebAuthnConfiguration?.UserVerification ?? 'preferred'
}

/** Whether a passkey that verified its user counts as two factors. Documented: WebAuthnConfigurationType. */
export function countsAsTwoFactors(pool: Pool): boolean {
  return pool.settings.WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION'
}

/** Whether pages of this origin may use passkeys of the relying party: its host or one below, by HTTPS. */
export function isAllowedOrigin(origin: string, relyingParty: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  if (!url) return false
  const { hostname, protocol } = url
  // Documented: WebAuthn. Browsers take localhost for secure without HTTPS.
  const secure = protocol === 'https:' || (protocol === 'http:' && /(^|\.)localhost$/.test(hostname))
  return secure && (hostname === relyingParty || hostname.endsWith(`.${relyingParty}`))
}
