import { ApiError } from '../../api/errors.ts'
import type { AuthenticationResultType } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { getPoolClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { findRsaKeys } from '../tokens/keys.ts'
import { askOnRefresh, getBearer, refreshTokens } from '../tokens/refresh.ts'
import { openRefreshToken } from '../tokens/refresh-token.ts'
import { signTokens } from '../tokens/tokens.ts'
import { OAuthError } from './oauth-error.ts'

/** New tokens for a refresh token at the token endpoint; one that is worth nothing is invalid_grant. */
export async function refreshAtEndpoint(
  ctx: FlowContext,
  { pool, client, refreshToken }: { pool: Pool; client: Client; refreshToken: string },
): Promise<AuthenticationResultType> {
  const key = ctx.transact((inside) => findRsaKeys(inside, pool.id).refresh ?? null)
  const token = await openRefreshToken(key ?? undefined, refreshToken).catch(asInvalidGrant)
  // Documented: token endpoint page. Tokens of API sign-ins that name a device cannot be refreshed here.
  const given = { token, deviceKey: undefined, hosted: true }
  const due = { pool, client, source: 'RefreshTokens' } as const
  const bearerOf = (inside: Parameters<typeof getBearer>[0], p: Pool, c: Client) => {
    try {
      return getBearer(inside, p, c, given)
    } catch (error) {
      return asInvalidGrant(error)
    }
  }
  const changes = await askOnRefresh(ctx, due, (inside) => bearerOf(inside, pool, client))
  const plan = ctx.transact((inside) => {
    const now = { pool: getPool(inside, pool.id), client: getPoolClient(inside, pool.id, client.id) }
    return refreshTokens(inside, now.pool, now.client, bearerOf(inside, now.pool, now.client), changes)
  })
  return signTokens(ctx, plan)
}

function asInvalidGrant(error: unknown): never {
  throw error instanceof ApiError ? new OAuthError('invalid_grant') : error
}
