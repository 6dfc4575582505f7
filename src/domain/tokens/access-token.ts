import type { KeyObject } from 'node:crypto'
import { compactVerify, decodeJwt } from 'jose'
import { declares } from '../../api/declared.ts'
import { type ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AccessToken, Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { getClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { findUserBySub } from '../users/users.ts'
import { isIssuerOf } from './issuer.ts'
import { findRsaKeys } from './keys.ts'
import { isRevoked } from './revocation.ts'
import { selfServiceScope } from './tokens.ts'

/**
 * Checks form, issuer, signature and expiry of an access token.
 * Observed: public issues, the four texts; Inferred: this order, from what can be told without the next step.
 */
export async function verifyAccessToken(ctx: FlowContext, token: string): Promise<AccessToken> {
  return verify(ctx, token, readClaims(token, [...always, 'username']))
}

/** The same for tokens of machines as well, which name no user: `username` is empty. */
export async function verifyMachineToken(ctx: FlowContext, token: string): Promise<AccessToken> {
  return verify(ctx, token, readClaims(token, always))
}

async function verify(ctx: FlowContext, token: string, claims: Claims): Promise<AccessToken> {
  const poolId = claims.iss.slice(claims.iss.lastIndexOf('/') + 1)
  ensure(isIssuerOf(ctx, poolId, claims.iss) && claims.token_use === 'access', faults.invalidAccessToken)
  const key = ctx.transact((inside) => findRsaKeys(inside, poolId).access ?? null)
  ensure(key, faults.invalidAccessToken)
  await verifySignature(token, key.publicKey)
  ensure(claims.exp * 1000 > ctx.clock.now(), faults.accessTokenExpired)
  return {
    poolId,
    clientId: claims.client_id,
    sub: claims.sub,
    username: claims.username ?? '',
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
  ensure(user, () => goneError(ctx))
  ensure(!isRevoked(ctx, token, user), faults.accessTokenRevoked)
  // Documented: nearly every operation of this kind declares the error. Inferred: it ends with the user's reset.
  const resetFirst =
    user.status === 'RESET_REQUIRED' && declares(ctx.request.operation, 'PasswordResetRequiredException')
  ensure(!resetFirst, faults.passwordResetRequired)
  return { pool: getPool(ctx, token.poolId), client: getClient(ctx, token.clientId), user, token }
}

/** Inferred: an operation that does not declare the error for users who are gone calls the token revoked. */
function goneError(ctx: Context): ApiError {
  return declares(ctx.request.operation, 'UserNotFoundException')
    ? faults.userDoesNotExist()
    : faults.accessTokenRevoked()
}

interface Claims {
  iss: string
  sub: string
  client_id: string
  username?: string
  token_use: string
  scope: string
  jti: string
  origin_jti?: string
  event_id?: string
  device_key?: string
  iat: number
  exp: number
}

const always = ['iss', 'sub', 'client_id', 'token_use', 'scope', 'jti'] as const

function readClaims(token: string, texts: readonly string[]): Claims {
  try {
    const claims = decodeJwt(token)
    const whole = texts.every((name) => typeof claims[name] === 'string')
    if (whole && typeof claims.exp === 'number' && typeof claims.iat === 'number') return claims as unknown as Claims
  } catch {
    // Not a JWT at all: the same answer.
  }
  throw faults.invalidAccessToken()
}

async function verifySignature(token: string, key: KeyObject): Promise<void> {
  try {
    // The signature only: expiry has an error of its own, and the emulator a clock of its own.
    await compactVerify(token, key, { algorithms: ['RS256'] })
  } catch {
    throw faults.accessTokenSignature()
  }
}
