import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { IdentityProviderTypeType } from '../../api/generated/types.ts'
import { samlBindings } from './saml-metadata.ts'

/** The details of a provider: member names as the API documents them for each type. */
export type ProviderDetails = Readonly<Record<string, string>>

/** One type of provider: what its details must hold and what the service adds to them. */
interface ProviderRules {
  /** Which members must be there, and what is said where one is missing. */
  readonly needs: readonly string[]
  readonly complaint?: string
  readonly check?: (details: ProviderDetails) => void
  /** What the service adds unless the caller gives it. */
  readonly adds: (details: ProviderDetails) => ProviderDetails
  /** The attribute mapping of a provider for which the caller gives none. */
  readonly username: string | undefined
}

// Observed: deployments of 2026 for the complaints; Google's and its siblings' endpoints: CLI samples and API examples.
const clientAndSecret = {
  needs: ['client_id', 'client_secret', 'authorize_scopes'],
  complaint: 'clientId, clientSecret and authorizeScopes are all required idp details.',
}

const rules: Readonly<Record<IdentityProviderTypeType, ProviderRules>> = {
  Google: {
    ...clientAndSecret,
    adds: () => ({
      attributes_url: 'https://people.googleapis.com/v1/people/me?personFields=',
      attributes_url_add_attributes: 'true',
      authorize_url: 'https://accounts.google.com/o/oauth2/v2/auth',
      oidc_issuer: 'https://accounts.google.com',
      token_request_method: 'POST',
      token_url: 'https://www.googleapis.com/oauth2/v4/token',
    }),
    username: 'sub',
  },
  Facebook: {
    ...clientAndSecret,
    adds: ({ api_version = 'v17.0' }) => ({
      api_version,
      attributes_url: `https://graph.facebook.com/${api_version}/me?fields=`,
      attributes_url_add_attributes: 'true',
      authorize_url: `https://www.facebook.com/${api_version}/dialog/oauth`,
      token_request_method: 'GET',
      token_url: `https://graph.facebook.com/${api_version}/oauth/access_token`,
    }),
    username: 'id',
  },
  LoginWithAmazon: {
    ...clientAndSecret,
    adds: () => ({
      attributes_url: 'https://api.amazon.com/user/profile',
      attributes_url_add_attributes: 'false',
      authorize_url: 'https://www.amazon.com/ap/oa',
      token_request_method: 'POST',
      token_url: 'https://api.amazon.com/auth/o2/token',
    }),
    // Documented: social providers page of the developer guide.
    username: 'user_id',
  },
  SignInWithApple: {
    needs: ['client_id', 'team_id', 'key_id', 'private_key'],
    complaint: 'clientId, privateKey, teamId, and keyId are all required idp details.',
    adds: () => ({
      attributes_url_add_attributes: 'false',
      authorize_url: 'https://appleid.apple.com/auth/authorize',
      oidc_issuer: 'https://appleid.apple.com',
      token_request_method: 'POST',
      token_url: 'https://appleid.apple.com/auth/token',
    }),
    username: 'sub',
  },
  OIDC: {
    needs: ['client_id', 'authorize_scopes', 'oidc_issuer', 'attributes_request_method'],
    complaint: 'clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.',
    check: requireOidc,
    adds: () => ({ attributes_url_add_attributes: 'false' }),
    username: 'sub',
  },
  SAML: {
    needs: [],
    check: requireSamlMetadata,
    adds: ({ MetadataFile }) => (MetadataFile === undefined ? {} : samlBindings(MetadataFile)),
    username: undefined,
  },
}

/** The details with everything the service adds to them, or its refusal of what was given. */
export function completeDetails(type: IdentityProviderTypeType, given: ProviderDetails): Record<string, string> {
  const { needs, complaint, check, adds } = rules[type]
  ensure(
    needs.every((name) => given[name]),
    invalid(complaint ?? ''),
  )
  check?.(given)
  if (type !== 'SAML') return { ...adds(given), ...given }
  // Observed: public Terraform files, which repeat what the service added. Inferred: the certificate stays the pool's own,
  // and where the metadata is at hand it decides.
  const { ActiveEncryptionCertificate: _, ...kept } = given
  return { ...kept, ...adds(given) }
}

/** What the service adds to details of a type where the caller does not say otherwise. */
export function defaultDetails(type: IdentityProviderTypeType, given: ProviderDetails): ProviderDetails {
  return rules[type].adds(given)
}

/** The mapping of a provider, completed with where its usernames come from. Observed: CLI samples. */
export function completeMapping(
  type: IdentityProviderTypeType,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { username } = rules[type]
  return username === undefined ? { ...given } : { username, ...given }
}

const endpoints = ['oidc_issuer', 'authorize_url', 'token_url', 'attributes_url', 'jwks_uri']

function requireOidc(details: ProviderDetails): void {
  const insecure = endpoints.some((name) => details[name] !== undefined && !isSecure(details[name]))
  // Observed: deployments of 2026, both texts.
  ensure(!insecure, invalid('OIDC endpoint must start with https://'))
  const method = details['attributes_request_method'] ?? ''
  ensure(
    ['GET', 'POST'].includes(method),
    invalid(
      `1 validation error detected: Value '${method}' at 'providerConfiguration.oidcConfig.attributesRequestMethod' failed to satisfy constraint: Member must satisfy enum value set: [POST, GET]`,
    ),
  )
}

/** Ours: a provider under test on one's own machine may do without TLS. */
function isSecure(address: string): boolean {
  return /^https:\/\/|^http:\/\/(?:localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(address)
}

// Observed: deployments of 2026, both texts.
function requireSamlMetadata({ MetadataURL, MetadataFile }: ProviderDetails): void {
  ensure(MetadataURL || MetadataFile, invalid('At least one of the MetadataURL or MetadataFile should be provided.'))
  ensure(!MetadataURL || !MetadataFile, invalid('Only one of the MetadataURL or MetadataFile should be provided.'))
}
