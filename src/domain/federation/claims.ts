import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import type { SamlSession } from '../../store/schema/oauth.ts'

/** Somebody whom an identity provider vouches for. */
export interface ExternalUser {
  readonly provider: IdentityProvider
  /** What the provider says about them, by its own names. */
  readonly claims: ReadonlyMap<string, string>
  /** The same as the pool's function sees it: `tokenResponse`, `idToken` and `userInfo`, or `samlResponse`. */
  readonly raw: Readonly<Record<string, unknown>>
  /** The provider's `acr`, if it said one. */
  readonly acr?: string | undefined
  /** Who it is, where that is no claim: the NameID of SAML. */
  readonly subject?: string | undefined
  readonly saml?: SamlSession | undefined
}

/** Claims as texts, which attributes are. Observed: lists are written in brackets, everything else as JSON has it. */
export function textClaims(claims: Readonly<Record<string, unknown>>): Map<string, string> {
  const texts = Object.entries(claims).flatMap(([name, value]) => {
    const text = textOf(value)
    return text === undefined ? [] : [[name, text] as const]
  })
  return new Map(texts)
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 1 ? textOf(value[0]) : `[${value.map(textOf).join(', ')}]`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The attributes that the provider's mapping makes of the claims. Documented: claims that are missing change nothing. */
export function mappedAttributes(
  { attributeMapping }: IdentityProvider,
  claims: ReadonlyMap<string, string>,
): Map<string, string> {
  const mapped = Object.entries(attributeMapping).flatMap(([attribute, claim]) => {
    const value = claims.get(claim)
    return attribute === 'username' || value === undefined || value === '' ? [] : [[attribute, value] as const]
  })
  return new Map(mapped)
}

/**
 * The same, with what becomes of the flags of address and number. Documented: knowledge center, the email_verified attribute.
 * Mapped ones are unverified after every sign-in unless the flag is mapped, too. Observed: amplify-flutter#4531.
 */
export function withFlags(attributes: ReadonlyMap<string, string>): Map<string, string> {
  const all = new Map(attributes)
  for (const contact of ['email', 'phone_number']) {
    const flag = `${contact}_verified`
    if (all.has(contact) && !all.has(flag)) all.set(flag, 'false')
  }
  return all
}

/** How the provider itself calls the person. Documented: mapping page; the claim that is mapped to the username, or the NameID. */
export function subjectOf({ provider, claims, subject }: ExternalUser): string {
  return subject ?? claims.get(provider.attributeMapping['username'] ?? 'sub') ?? ''
}
