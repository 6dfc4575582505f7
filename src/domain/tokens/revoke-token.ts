import { ApiError, ensure } from '../../api/errors.ts'
import type { RevokeTokenRequest } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { RefreshFamily } from '../../store/schema/sign-in.ts'
import { findClient } from '../clients/clients.ts'
import { hasSecret, invalidClient } from './exchange.ts'
import { findFamily } from './families.ts'
import { findRsaKeys } from './keys.ts'
import { openRefreshToken, type RefreshToken } from './refresh-token.ts'
import { revokeFamily } from './revocation.ts'
import { isRevocable } from './tokens.ts'

/**
 * Ends the sign-in of a refresh token and answers it, if it was one. Inferred: a token that is unknown or revoked already
 * is no error.
 */
export async function revokeRefreshToken(
  ctx: FlowContext,
  request: RevokeTokenRequest,
): Promise<RefreshFamily | undefined> {
  const key = ctx.transact((inside) => {
    const client = getRevokingClient(inside, request)
    return findRsaKeys(inside, client.poolId).refresh ?? null
  })
  // Documented: RevokeToken API page, the error. Inferred: its text. Access and ID tokens have three parts.
  ensure(request.Token.split('.').length !== 3, unsupportedTokenType)
  const token = await openRefreshToken(key ?? undefined, request.Token).catch(notOurs)
  if (!token) return undefined
  return ctx.transact((inside) => revoke(inside, getRevokingClient(inside, request), token) ?? null) ?? undefined
}

/** Inferred: the operation declares neither ResourceNotFoundException nor NotAuthorizedException. */
function getRevokingClient(ctx: Context, { ClientId, ClientSecret }: RevokeTokenRequest): Client {
  const client = findClient(ctx, ClientId)
  ensure(client && hasSecret(ctx, client, ClientSecret), () => invalidClient('UnauthorizedException'))
  // Documented: RevokeToken API page, the error. Inferred: its text.
  const switchedOff = () => new ApiError('UnsupportedOperationException', 'Token revocation is not enabled.')
  ensure(isRevocable(client), switchedOff)
  return client
}

function revoke(ctx: Context, client: Client, token: RefreshToken): RefreshFamily | undefined {
  const family = findFamily(ctx, client, token)
  if (family) revokeFamily(ctx, family.id)
  return family
}

function notOurs(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error
}

const unsupportedTokenType = () => new ApiError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.')
