import type { Context } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import { defaultDetails } from '../identity-providers/details.ts'
import { type ExternalUser, textClaims } from './claims.ts'
import { expectThat } from './federation-error.ts'

/** Names that nobody can own, and so no identity provider has. Documented: RFC 2606 and RFC 6761. */
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid)$/

/**
 * Whether a page of ours stands for the provider. Ours: it does for Google and its siblings unless the settings or the
 * provider's details say where else to ask, and for providers under names reserved for examples.
 */
export function isPretend({ settings }: Pick<Context, 'settings'>, { type, details }: IdentityProvider): boolean {
  if (type === 'OIDC' || type === 'SAML') return isReserved(whereabouts(details))
  const own = details['authorize_url'] === defaultDetails(type, details)['authorize_url']
  return own && !settings.realSocialProviders
}

function whereabouts(details: Readonly<Record<string, string>>): string | undefined {
  return (
    details['oidc_issuer'] ??
    details['MetadataURL'] ??
    details['SSORedirectBindingURI'] ??
    /entityID=["']([^"']+)/.exec(details['MetadataFile'] ?? '')?.[1]
  )
}

function isReserved(address: string | undefined): boolean {
  return address !== undefined && URL.canParse(address) && reserved.test(new URL(address).hostname)
}

/** The code with which the pretended provider sends somebody back: what it says about them, for everybody to read. */
export function pretendedCode(claims: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url')
}

/** Who comes back from the pretended provider. */
export function pretendedUser(provider: IdentityProvider, code: string): ExternalUser {
  const claims = readCode(code)
  expectThat(claims, 'The code of a pretended provider is JSON in base64url')
  const raw =
    provider.type === 'SAML'
      ? { samlResponse: claims }
      : { tokenResponse: { access_token: 'pretended' }, idToken: claims, userInfo: claims }
  const acr = typeof claims['acr'] === 'string' ? claims['acr'] : undefined
  return { provider, claims: textClaims(claims), raw, acr }
}

function readCode(code: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(code, 'base64url').toString())
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
