import type { IdentityProvider } from '../../store/schema/identity-providers.ts'

/**
 * Which attributes an endpoint is asked for that wants to be told; undefined for the others. Documented: social provider
 * pages; it is the mapped ones.
 */
export function attributesWanted(
  { type, details, attributeMapping }: IdentityProvider,
  idToken: Readonly<Record<string, unknown>>,
): string[] | undefined {
  if (details['attributes_url_add_attributes'] !== 'true') return undefined
  const mapped = [...new Set(Object.values(attributeMapping))]
  return type === 'Google' ? mapped.filter((name) => !(name in idToken) && !claims.has(name)) : mapped
}

// Documented: OpenID Connect Core 5.1. Inferred: Google's people API refuses names that are not its own, so it is not
// asked for what only ID tokens say.
const claims: ReadonlySet<string> = new Set([
  ...['sub', 'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile'],
  ...['picture', 'website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number'],
  ...['phone_number_verified', 'address', 'updated_at'],
])
