import { ApiError } from '../../api/errors.ts'
import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { findClient } from '../clients/clients.ts'
import { verifyAccessToken } from '../tokens/access-token.ts'
import { readableAttributes, scopedAttributes } from '../tokens/readable.ts'
import { isRevoked } from '../tokens/revocation.ts'
import { attributesOf, findUserBySub } from '../users/users.ts'
import { demand, OAuthError } from './oauth-error.ts'

// Documented: userInfo endpoint page.
const ended = 'Access token is expired, disabled, or deleted, or the user has globally signed out.'

/** What the bearer of an access token may know about its user. Documented: userInfo endpoint page; every value is text. */
export async function userInfo(ctx: FlowContext, pool: Pool, bearer: string): Promise<Record<string, string>> {
  const token = await verifyAccessToken(ctx, bearer).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error
    ctx.note(error.message)
    throw new OAuthError('invalid_token', ended)
  })
  demand(token.poolId === pool.id, 'invalid_token', ended)
  // Observed: simov/grant#189, the sentence. Inferred: its code.
  demand(token.scopes.includes('openid'), 'invalid_token', 'Access token does not contain openid scope')
  return ctx.transact((inside) => {
    const user = findUserBySub(inside, token.poolId, token.sub)
    const client = findClient(inside, token.clientId)
    demand(user && client && !isRevoked(inside, token, user), 'invalid_token', ended)
    const attributes = scopedAttributes(token.scopes, readableAttributes(client, attributesOf(inside, user)))
    return { ...Object.fromEntries(attributes), username: user.username }
  })
}
