import type { GroupFacts } from '../groups/members.ts'
import type { TokenChanges } from './token-changes.ts'

type Claims = Readonly<Record<string, unknown>>

/**
 * Claims that no function can add, change or take away. Documented: pre token generation page; so is any other claim whose
 * name begins with `cognito:`. Inferred: `aud` of ID tokens, and `scope`, which has members of its own.
 */
const fixed: ReadonlySet<string> = new Set([
  'acr',
  'amr',
  'at_hash',
  'aud',
  'auth_time',
  'azp',
  'client_id',
  'cognito:username',
  'device_key',
  'event_id',
  'exp',
  'iat',
  'identities',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'scope',
  'sub',
  'token_use',
  'username',
  'version',
])

/** The claims of an ID token after a function's changes. Documented: pre token generation page; suppressing beats adding. */
export function changeIdClaims(claims: Claims, changes: TokenChanges): Claims {
  const grouped = changes.groups ? withGroups(claims, changes.groups, true) : claims
  const added = [...changes.id.add].filter(([name]) => addable(name))
  return without({ ...grouped, ...Object.fromEntries(added) }, changes.id.suppress)
}

/** The claims of an access token after a function's changes, its scopes included. */
export function changeAccessClaims(claims: Claims, changes: TokenChanges, clientId: string): Claims {
  const grouped = changes.groups ? withGroups(claims, changes.groups, false) : claims
  // Documented: an access token may get an `aud`, but only that of its own client.
  const added = [...changes.access.add].filter(
    ([name, value]) => addable(name) || (name === 'aud' && value === clientId),
  )
  const scope = changeScope(String(claims['scope'] ?? ''), changes)
  return without({ ...grouped, scope, ...Object.fromEntries(added) }, changes.access.suppress)
}

/** Scopes in their order, added ones last, each once. */
function changeScope(scope: string, { scopesToAdd, scopesToSuppress }: TokenChanges): string {
  const scopes = new Set([...scope.split(' '), ...scopesToAdd])
  for (const suppressed of scopesToSuppress) scopes.delete(suppressed)
  return [...scopes].filter((one) => one !== '').join(' ')
}

function addable(name: string): boolean {
  // Documented: claims of the developer's own (`dev:`) can be suppressed, but not added.
  return !fixed.has(name) && !name.startsWith('cognito:') && !name.startsWith('dev:')
}

function without(claims: Claims, suppressed: readonly string[]): Claims {
  const gone = new Set(
    suppressed.filter((name) => name === 'cognito:groups' || name.startsWith('dev:') || addable(name)),
  )
  // Documented: without its groups a token has no roles either.
  if (gone.has('cognito:groups')) gone.add('cognito:roles').add('cognito:preferred_role')
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !gone.has(name)))
}

function withGroups(claims: Claims, { groups, roles, preferredRole }: GroupFacts, withRoles: boolean): Claims {
  const {
    'cognito:groups': _groups,
    'cognito:roles': _roles,
    'cognito:preferred_role': _preferredRole,
    ...others
  } = claims
  return {
    ...others,
    ...(groups.length > 0 && { 'cognito:groups': groups }),
    ...(withRoles && roles.length > 0 && { 'cognito:roles': roles }),
    ...(withRoles && preferredRole && { 'cognito:preferred_role': preferredRole }),
  }
}
