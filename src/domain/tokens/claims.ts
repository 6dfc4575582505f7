import type { User } from '../../store/schema/users.ts'
import type { GroupFacts } from '../groups/members.ts'

/** The payload of a token, in the order in which it is printed. */
export type Claims = Readonly<Record<string, unknown>>

/** Everything that both tokens of a sign-in say. Times are seconds since 1970. */
export interface TokenFacts {
  readonly issuer: string
  readonly clientId: string
  readonly user: User
  readonly groups: GroupFacts
  readonly eventId: string
  /** Absent where the client has token revocation switched off. */
  readonly originJti: string | undefined
  readonly authTime: number
  readonly issuedAt: number
  /** Claims of the sign-in that survive refreshes: nonce, acr, amr and their like. */
  readonly carried: Claims
  /** Set for sign-ins at the hosted pages. */
  readonly hosted?: { readonly nonce?: string | undefined; readonly resource?: string | undefined } | undefined
}

/** The claims of an access token. Documented: access token page of the developer guide; their order is its sample's. */
export function accessClaims(
  facts: TokenFacts,
  token: { jti: string; expiresAt: number; scope: string; deviceKey: string | undefined },
): Claims {
  const { user, groups } = facts
  return {
    sub: user.sub,
    ...(token.deviceKey !== undefined && { device_key: token.deviceKey }),
    ...(groups.groups.length > 0 && { 'cognito:groups': groups.groups }),
    iss: facts.issuer,
    // Observed: decoded tokens in public reports and the guide's sample; only on tokens of the OAuth endpoints.
    ...(facts.hosted && { version: 2 }),
    client_id: facts.clientId,
    // Documented: authorize endpoint page, resource binding.
    ...(facts.hosted?.resource !== undefined && { aud: facts.hosted.resource }),
    ...(facts.originJti !== undefined && { origin_jti: facts.originJti }),
    event_id: facts.eventId,
    token_use: 'access',
    scope: token.scope,
    auth_time: facts.authTime,
    exp: token.expiresAt,
    iat: facts.issuedAt,
    // Inferred: an access token always has one; an ID token only beside origin_jti.
    jti: token.jti,
    username: user.username,
    ...facts.carried,
  }
}

/** The claims of an ID token. Documented: ID token page of the developer guide; their order is its sample's. */
export function idClaims(
  facts: TokenFacts,
  token: { jti: string; expiresAt: number; attributes: ReadonlyMap<string, string> },
): Claims {
  const { user, groups } = facts
  const { email_verified, phone_number_verified, identities, ...attributes } = attributeClaims(token.attributes)
  return {
    sub: user.sub,
    ...(groups.groups.length > 0 && { 'cognito:groups': groups.groups }),
    ...(email_verified !== undefined && { email_verified }),
    ...(groups.preferredRole !== undefined && { 'cognito:preferred_role': groups.preferredRole }),
    iss: facts.issuer,
    ...(phone_number_verified !== undefined && { phone_number_verified }),
    'cognito:username': user.username,
    // Documented: authorize endpoint page.
    ...(facts.hosted?.nonce !== undefined && { nonce: facts.hosted.nonce }),
    ...(facts.originJti !== undefined && { origin_jti: facts.originJti }),
    ...(groups.roles.length > 0 && { 'cognito:roles': groups.roles }),
    aud: facts.clientId,
    ...(identities !== undefined && { identities }),
    event_id: facts.eventId,
    token_use: 'id',
    auth_time: facts.authTime,
    exp: token.expiresAt,
    iat: facts.issuedAt,
    ...(facts.originJti !== undefined && { jti: token.jti }),
    ...facts.carried,
    ...attributes,
  }
}

// Documented: ID token page. Verified flags are booleans, the time of the last update is a number, an address is an
// object, identities are objects of texts; everything else, custom attributes included, is text.
function attributeClaims(attributes: ReadonlyMap<string, string>): Record<string, unknown> {
  const claims = [...attributes].filter(([name]) => name !== 'sub')
  return Object.fromEntries(claims.map(([name, value]) => [name, claimValue(name, value)]))
}

function claimValue(name: string, value: string): unknown {
  switch (name) {
    case 'email_verified':
    case 'phone_number_verified':
      return value.toLowerCase() === 'true'
    case 'updated_at':
      return Number(value)
    case 'address':
      return { formatted: value }
    case 'identities':
      return identityClaims(value)
    default:
      return value
  }
}

function identityClaims(json: string): Record<string, string | null>[] {
  const identities = JSON.parse(json) as Record<string, unknown>[]
  const text = (value: unknown) => (value === null ? null : String(value))
  return identities.map((one) => Object.fromEntries(Object.entries(one).map(([key, value]) => [key, text(value)])))
}
