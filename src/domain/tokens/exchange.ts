import { ApiError, ensure } from '../../api/errors.ts'
import type { AuthenticationResultType, GetTokensFromRefreshTokenRequest } from '../../api/generated/types.ts'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { getClient, secretsOf } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { findRsaKeys } from './keys.ts'
import { askOnRefresh, getBearer, refreshTokens } from './refresh.ts'
import { openRefreshToken } from './refresh-token.ts'
import { signTokens } from './tokens.ts'

/** New tokens for a refresh token, with or without rotation. Documented: the client's secret itself, not a hash. */
export async function exchangeRefreshToken(
  ctx: FlowContext,
  request: GetTokensFromRefreshTokenRequest,
): Promise<AuthenticationResultType> {
  const { key, pool, client } = ctx.transact((inside) => {
    const known = getClient(inside, request.ClientId)
    ensure(hasSecret(inside, known, request.ClientSecret), () => invalidClient('NotAuthorizedException'))
    return { client: known, pool: getPool(inside, known.poolId), key: findRsaKeys(inside, known.poolId).refresh }
  })
  const given = { token: await openRefreshToken(key, request.RefreshToken), deviceKey: request.DeviceKey }
  // Documented: working with Lambda triggers page; this operation stands beside those that end a sign-in.
  const due = { pool, client, source: 'Authentication', clientMetadata: request.ClientMetadata } as const
  const changes = await askOnRefresh(ctx, due, (inside) => getBearer(inside, pool, client, given))
  const plan = ctx.transact((inside) => {
    const known = getClient(inside, request.ClientId)
    const bearer = getBearer(inside, pool, known, given)
    return refreshTokens(inside, getPool(inside, known.poolId), known, bearer, changes)
  })
  return signTokens(ctx, plan)
}

// Observed: GetClientToken, 2026. Inferred: a wrong client secret gets the same text everywhere.
export const invalidClient = (name: 'NotAuthorizedException' | 'UnauthorizedException') =>
  new ApiError(name, 'Invalid client or secret')

/** Whether this is one of the client's secrets, or neither side has one. */
export function hasSecret(ctx: Context, client: Client, given: string | undefined): boolean {
  const secrets = secretsOf(ctx, client.id)
  if (given === undefined) return secrets.length === 0
  return secrets.some((secret) => safeEqual(secret, given))
}
