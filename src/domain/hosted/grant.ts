import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import { getPoolClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { askForChanges } from '../tokens/changes.ts'
import { composeTokens, signTokens, type TokenGrant } from '../tokens/tokens.ts'
import { findUserById } from '../users/users.ts'
import type { Authorization, SignedIn } from './authorization.ts'
import { issueAuthorizationCode } from './authorization-codes.ts'

/** Gives the client what it asked for: the address, with code or tokens, to which the browser has to go. */
export async function grantAuthorization(
  ctx: FlowContext,
  authorization: Authorization,
  signedIn: SignedIn,
): Promise<string> {
  const { redirectUri, state } = authorization
  if (authorization.responseType === 'code') {
    const code = ctx.transact((inside) => issueAuthorizationCode(inside, authorization, signedIn))
    // Observed: captures; the members in this order.
    return withParameters(redirectUri, '?', { code, state })
  }
  const { AccessToken, IdToken, ExpiresIn } = await implicitTokens(ctx, authorization, signedIn)
  // Observed: a public capture of an implicit sign-in, members in this order.
  return withParameters(redirectUri, '#', {
    id_token: IdToken,
    access_token: AccessToken,
    expires_in: String(ExpiresIn),
    token_type: 'Bearer',
    state,
  })
}

/** Adds parameters to an address, those without a value left out. */
export function withParameters(
  address: string,
  separator: '?' | '#',
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined) as [string, string][]
  const glue = separator === '?' && address.includes('?') ? '&' : separator
  return `${address}${glue}${new URLSearchParams(given)}`
}

// An implicit grant has a family all the same, so that signing out ends its access token. Nobody gets its refresh token.
async function implicitTokens(ctx: FlowContext, authorization: Authorization, signedIn: SignedIn) {
  const { pool, client, scope, nonce, resource } = authorization
  const { user, eventId, authTime, facts, session } = signedIn
  const changes = await askForChanges(ctx, { pool, client, user, scope, source: 'HostedAuth' })
  const plan = ctx.transact((inside) => {
    const grant = {
      ...asItIsNow(inside, { pool, client, user }),
      ...{ eventId, scope, authTime, changes },
      deviceKey: facts.deviceKey,
      ssoSessionId: session?.id,
      withoutSession: true,
      carried: carriedFacts(user.username, facts, { nonce, resource }),
    }
    return { ...composeTokens(inside, grant), refresh: undefined }
  })
  return signTokens(ctx, plan)
}

/** What a hosted sign-in leaves for its refreshes. */
export function carriedFacts(
  username: string,
  { signInName, claims }: SignedIn['facts'],
  hosted: NonNullable<NonNullable<TokenGrant['carried']>['hosted']>,
): NonNullable<TokenGrant['carried']> {
  return { hosted, ...(claims && { claims }), ...(signInName !== username && { signInName }) }
}

/** Functions had time to change the world. */
function asItIsNow(ctx: Context, { pool, client, user }: Pick<TokenGrant, 'pool' | 'client' | 'user'>) {
  const now = findUserById(ctx, user.id)
  ensure(now?.enabled, faults.userIsDisabled)
  return { pool: getPool(ctx, pool.id), client: getPoolClient(ctx, pool.id, client.id), user: now }
}
