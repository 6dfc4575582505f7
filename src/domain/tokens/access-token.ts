import { eq } from 'drizzle-orm'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AccessToken, Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { refreshFamilies } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { getClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { findUserBySub } from '../users/users.ts'
import { issuerOf } from './issuer.ts'
import { findRsaKey } from './keys.ts'

/** The scope that the self-service operations ask for. */
export const selfServiceScope = 'aws.cognito.signin.user.admin'

/**
 * Checks form, issuer, signature and expiry of an access token.
 * Observed: public issues, the four texts; Inferred: this order, from what can be told without the next step.
 */
export async function verifyAccessToken(ctx: FlowContext, token: string): Promise<AccessToken> {
  const claims = readClaims(token)
  const poolId = claims.iss.slice(claims.iss.lastIndexOf('/') + 1)
  ensure(claims.iss === issuerOf(ctx, poolId) && claims.token_use === 'access', faults.invalidAccessToken)
  const key = ctx.transact((inside) => findRsaKey(inside, poolId, 'access') ?? null)
  ensure(key, faults.invalidAccessToken)
  await verifySignature(token, key.publicKey)
  ensure(claims.exp * 1000 > ctx.clock.now(), faults.accessTokenExpired)
  return {
    poolId,
    clientId: claims.client_id,
    sub: claims.sub,
    username: claims.username,
    jti: claims.jti,
    originJti: claims.origin_jti,
    eventId: claims.event_id,
    scopes: claims.scope.split(' '),
    issuedAt: claims.iat,
    deviceKey: claims.device_key,
  }
}

/** Who calls: pool, client and user of the request's access token, if it still holds. */
export interface Caller {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly token: AccessToken
}

/** The caller of a self-service operation; refuses tokens that were revoked or lack the scope. */
export function getCaller(ctx: Context): Caller {
  const token = ctx.accessToken
  ensure(token, faults.invalidAccessToken)
  ensure(token.scopes.includes(selfServiceScope), faults.accessTokenScope)
  const user = findUserBySub(ctx, token.poolId, token.sub)
  // Inferred: the user was deleted after the token was issued.
  ensure(user, faults.userDoesNotExist)
  ensure(!isRevoked(ctx, token, user), faults.accessTokenRevoked)
  return { pool: getPool(ctx, token.poolId), client: getClient(ctx, token.clientId), user, token }
}

/** Whether sign-out, revocation or disabling ended this token. Documented: AdminUserGlobalSignOut and AdminDisableUser. */
export function isRevoked({ tx }: Pick<Context, 'tx'>, token: AccessToken, user: User): boolean {
  if (!user.enabled) return true
  if (token.originJti === undefined) {
    return user.signedOutAt !== null && token.issuedAt * 1000 <= user.signedOutAt
  }
  const family = tx
    .select({ revokedAt: refreshFamilies.revokedAt })
    .from(refreshFamilies)
    .where(eq(refreshFamilies.id, token.originJti))
    .get()
  return !family || family.revokedAt !== null
}

interface Claims {
  iss: string
  sub: string
  client_id: string
  username: string
  token_use: string
  scope: string
  jti: string
  origin_jti?: string
  event_id?: string
  device_key?: string
  iat: number
  exp: number
}

function readClaims(token: string): Claims {
  try {
    const claims = decodeJwt(token)
    const texts = ['iss', 'sub', 'client_id', 'username', 'token_use', 'scope', 'jti'] as const
    const whole = texts.every((name) => typeof claims[name] === 'string')
    if (whole && typeof claims.exp === 'number' && typeof claims.iat === 'number') return claims as unknown as Claims
  } catch {
    // Not a JWT at all: the same answer.
  }
  throw faults.invalidAccessToken()
}

async function verifySignature(token: string, key: Parameters<typeof jwtVerify>[1]): Promise<void> {
  try {
    decodeProtectedHeader(token)
    // Expiry has its own error and the emulator its own clock, so time is checked by the caller.
    await jwtVerify(token, key as never, { algorithms: ['RS256'], currentDate: new Date(0) })
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw faults.accessTokenSignature()
  }
}
