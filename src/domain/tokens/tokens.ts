import { createHash } from 'node:crypto'
import type { AuthenticationResultType, NewDeviceMetadataType } from '../../api/generated/types.ts'
import { signJws } from '../../base/jws.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { RefreshFamily } from '../../store/schema/sign-in.ts'
import { lifetimesOf } from '../clients/lifetimes.ts'
import { groupsOf } from '../groups/members.ts'
import { changeAccessClaims, changeIdClaims } from '../triggers/claims.ts'
import type { TokenChanges } from '../triggers/token-changes.ts'
import { attributesOf } from '../users/users.ts'
import { accessClaims, type Claims, idClaims } from './claims.ts'
import { type NewFamily, startFamily } from './families.ts'
import { issuerOf } from './issuer.ts'
import { findRsaKeys, type RsaKeys, type RsaUse, rsaKey } from './keys.ts'
import { readableAttributes, scopedAttributes } from './readable.ts'
import { type RefreshToken, sealRefreshToken } from './refresh-token.ts'

/** The scope that the self-service operations ask for; the only one of a sign-in through the API. */
export const selfServiceScope = 'aws.cognito.signin.user.admin'

/** Whom to give tokens, and what they shall say. */
export interface TokenGrant extends NewFamily {
  /** The user's attributes, where the caller has read them already. */
  readonly attributes?: ReadonlyMap<string, string> | undefined
  /** What the pool's function wants the tokens to say; see `askForChanges`. */
  readonly changes?: TokenChanges | undefined
}

/** Tokens that only lack their signatures. */
export interface TokenPlan {
  readonly poolId: string
  readonly keys: RsaKeys
  /** The signatures, where the keys were there and they are being made already. */
  readonly signed?: Promise<SignedTokens> | undefined
  readonly access: Claims
  /** Absent for OAuth sign-ins without the scope openid. */
  readonly id: Claims | undefined
  /** Whether the ID token names the access token by its hash. */
  readonly withHash?: boolean | undefined
  /** Absent where a refresh leaves the refresh token as it is. */
  readonly refresh: RefreshToken | undefined
  /** Seconds that the access token lives. */
  readonly expiresIn: number
  readonly newDevice?: NewDeviceMetadataType | undefined
}

/** Access token and, unless it is absent, ID token. */
type SignedTokens = readonly [access: string, id: string | undefined]

/**
 * Starts a refresh family and composes the tokens of a sign-in. They are signed while the caller writes the rest and
 * commits; if it fails, nobody receives them.
 */
export function composeTokens(ctx: Context, grant: TokenGrant): TokenPlan {
  const family = startFamily(ctx, grant)
  return planTokens(ctx, { ...grant, family, withRefreshToken: true })
}

/** Composes tokens of a family that exists already. */
export function planTokens(
  ctx: Context,
  grant: Pick<TokenGrant, 'pool' | 'client' | 'user' | 'attributes' | 'changes'> & {
    family: RefreshFamily
    withRefreshToken: boolean
  },
): TokenPlan {
  const { pool, client, user, family, changes } = grant
  const lifetimes = lifetimesOf(client)
  const issuedAt = Math.floor(ctx.clock.now() / 1000)
  const facts = {
    issuer: issuerOf(ctx, pool),
    clientId: client.id,
    user,
    groups: groupsOf(ctx, user),
    eventId: family.eventId,
    originJti: isRevocable(client) ? family.id : undefined,
    authTime: family.authTime,
    issuedAt,
    carried: family.carried.claims ?? {},
    hosted: family.carried.hosted,
  }
  const access = accessClaims(facts, {
    jti: ctx.ids.uuid(),
    expiresAt: issuedAt + lifetimes.access,
    scope: family.scope,
    deviceKey: family.deviceKey ?? undefined,
  })
  const { hosted } = family.carried
  const scopes = family.scope.split(' ')
  // Documented: developer guide, resource servers. OAuth sign-ins get an ID token with the scope openid only.
  const identified = !hosted || scopes.includes('openid')
  const readable = readableAttributes(client, grant.attributes ?? attributesOf(ctx, user))
  const id =
    identified &&
    idClaims(facts, {
      jti: ctx.ids.uuid(),
      expiresAt: issuedAt + lifetimes.id,
      attributes: hosted ? scopedAttributes(scopes, readable) : readable,
    })
  const claims = {
    access: changes ? changeAccessClaims(access, changes, client.id) : access,
    id: id && changes ? changeIdClaims(id, changes) : id || undefined,
    withHash: hosted !== undefined,
  }
  const keys = findRsaKeys(ctx, pool.id)
  const signed = signWith(keys, claims)
  // A transaction that fails forgets its tokens.
  signed?.catch(() => undefined)
  return {
    poolId: pool.id,
    keys,
    signed,
    ...claims,
    refresh: grant.withRefreshToken ? { familyId: family.id, jti: family.currentJti } : undefined,
    expiresIn: lifetimes.access,
  }
}

/** Signs and seals composed tokens. To be awaited after the transaction that composed them. */
export async function signTokens(ctx: FlowContext, plan: TokenPlan): Promise<AuthenticationResultType> {
  const key = async (use: RsaUse) => plan.keys[use] ?? (await rsaKey(ctx, plan.poolId, use))
  const [signed, RefreshToken] = await Promise.all([
    plan.signed ?? signWith({ access: await key('access'), ...(plan.id && { id: await key('id') }) }, plan),
    plan.refresh && key('refresh').then((refresh) => sealRefreshToken(ctx.random, refresh, plan.refresh!)),
  ])
  const [AccessToken, IdToken] = signed!
  return {
    AccessToken,
    ExpiresIn: plan.expiresIn,
    TokenType: 'Bearer',
    RefreshToken,
    IdToken,
    NewDeviceMetadata: plan.newDevice,
  }
}

/** Whether the client's tokens can be revoked one sign-in at a time. Documented: EnableTokenRevocation; rotation implies it. */
export function isRevocable(client: Client): boolean {
  return client.settings.EnableTokenRevocation !== false || client.settings.RefreshTokenRotation?.Feature === 'ENABLED'
}

// Documented: OpenID Connect Core 3.1.3.6, the left half of the hash; ID token page, the first member.
function hashed(claims: Claims, accessToken: string): Claims {
  const half = createHash('sha256').update(accessToken).digest().subarray(0, 16)
  return { at_hash: half.toString('base64url'), ...claims }
}

/** Side by side, unless the ID token has to name the access token. Undefined while a key that it takes is not made. */
function signWith(
  keys: RsaKeys,
  { access, id, withHash }: Pick<TokenPlan, 'access' | 'id' | 'withHash'>,
): Promise<SignedTokens> | undefined {
  if (!keys.access || (id && !keys.id)) return undefined
  const accessToken = signJws(keys.access, textOf(access))
  const signId = async (claims: Claims) => signJws(keys.id!, textOf(claims))
  const idToken = id && (withHash ? accessToken.then((of) => signId(hashed(id, of))) : signId(id))
  return Promise.all([accessToken, idToken])
}

// Observed: payloads escape slashes.
function textOf(claims: Claims): string {
  return JSON.stringify(claims).replaceAll('/', '\\/')
}
