import { CompactSign } from 'jose'
import type { AuthenticationResultType, NewDeviceMetadataType } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { CarriedFacts, RefreshFamily } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { lifetimesOf } from '../clients/lifetimes.ts'
import { groupsOf } from '../groups/members.ts'
import { changeAccessClaims, changeIdClaims } from '../triggers/claims.ts'
import type { TokenChanges } from '../triggers/token-changes.ts'
import { attributesOf } from '../users/users.ts'
import { accessClaims, type Claims, idClaims } from './claims.ts'
import { startFamily } from './families.ts'
import { issuerOf } from './issuer.ts'
import { findRsaKeys, type RsaKey, type RsaKeys, type RsaUse, rsaKey } from './keys.ts'
import { readableAttributes } from './readable.ts'
import { type RefreshToken, sealRefreshToken } from './refresh-token.ts'

/** The scope that the self-service operations ask for; the only one of a sign-in through the API. */
export const selfServiceScope = 'aws.cognito.signin.user.admin'

/** Whom to give tokens, and what they shall say. */
export interface TokenGrant {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly eventId: string
  /** Space separated. */
  readonly scope: string
  /** When the user signed in, in seconds since 1970. */
  readonly authTime: number
  readonly deviceKey?: string | undefined
  readonly carried?: CarriedFacts | undefined
  /** The user's attributes, where the caller has read them already. */
  readonly attributes?: ReadonlyMap<string, string> | undefined
  /** What the pool's function wants the tokens to say; see `askForChanges`. */
  readonly changes?: TokenChanges | undefined
}

/** Tokens that only lack their signatures. */
export interface TokenPlan {
  readonly poolId: string
  readonly keys: RsaKeys
  readonly access: Claims
  /** Absent for OAuth sign-ins without the scope openid. */
  readonly id: Claims | undefined
  /** Absent where a refresh leaves the refresh token as it is. */
  readonly refresh: RefreshToken | undefined
  /** Seconds that the access token lives. */
  readonly expiresIn: number
  readonly newDevice?: NewDeviceMetadataType | undefined
}

/** Starts a refresh family and composes the tokens of a sign-in. */
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
    issuer: issuerOf(ctx, pool.id),
    clientId: client.id,
    user,
    groups: groupsOf(ctx, user),
    eventId: family.eventId,
    originJti: isRevocable(client) ? family.id : undefined,
    authTime: family.authTime,
    issuedAt,
    carried: family.carried.claims ?? {},
  }
  const access = accessClaims(facts, {
    jti: ctx.ids.uuid(),
    expiresAt: issuedAt + lifetimes.access,
    scope: family.scope,
    deviceKey: family.deviceKey ?? undefined,
  })
  // Documented: developer guide, resource servers. OAuth sign-ins get an ID token with the scope openid only.
  const identified = family.scope.split(' ').some((scope) => scope === selfServiceScope || scope === 'openid')
  const attributes = grant.attributes ?? attributesOf(ctx, user)
  const id =
    identified &&
    idClaims(facts, {
      jti: ctx.ids.uuid(),
      expiresAt: issuedAt + lifetimes.id,
      attributes: readableAttributes(client, attributes),
    })
  return {
    poolId: pool.id,
    keys: findRsaKeys(ctx, pool.id),
    access: changes ? changeAccessClaims(access, changes, client.id) : access,
    id: id && changes ? changeIdClaims(id, changes) : id || undefined,
    refresh: grant.withRefreshToken ? { familyId: family.id, jti: family.currentJti } : undefined,
    expiresIn: lifetimes.access,
  }
}

/** Signs and seals composed tokens. To be awaited after the transaction that composed them; the signatures run side by side. */
export async function signTokens(ctx: FlowContext, plan: TokenPlan): Promise<AuthenticationResultType> {
  const key = async (use: RsaUse) => plan.keys[use] ?? (await rsaKey(ctx, plan.poolId, use))
  const [AccessToken, IdToken, RefreshToken] = await Promise.all([
    key('access').then((access) => sign(access, plan.access)),
    plan.id && key('id').then((id) => sign(id, plan.id!)),
    plan.refresh && key('refresh').then((refresh) => sealRefreshToken(ctx.random, refresh, plan.refresh!)),
  ])
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

// Observed: token headers hold kid and alg only, and payloads escape slashes.
function sign(key: RsaKey, claims: Claims): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims).replaceAll('/', '\\/'))
  return new CompactSign(payload).setProtectedHeader({ kid: key.kid, alg: 'RS256' }).sign(key.privateKey)
}
