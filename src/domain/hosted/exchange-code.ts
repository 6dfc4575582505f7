import { createHash } from 'node:crypto'
import type { AuthenticationResultType } from '../../api/generated/types.ts'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AuthorizationCode } from '../../store/schema/oauth.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { getPoolClient } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { askForChanges } from '../tokens/changes.ts'
import { touchSsoSession } from '../tokens/origin.ts'
import { revokeFamily } from '../tokens/revocation.ts'
import { composeTokens, signTokens } from '../tokens/tokens.ts'
import { isReadable } from '../users/conformity.ts'
import { findUserById } from '../users/users.ts'
import { findAuthorizationCode, useAuthorizationCode } from './authorization-codes.ts'
import { carriedFacts } from './grant.ts'
import { demand, OAuthError } from './oauth-error.ts'

/** What a client presents to get tokens. */
export interface CodeExchange {
  readonly pool: Pool
  readonly client: Client
  readonly code: string
  readonly redirectUri: string
  readonly codeVerifier: string | undefined
}

/** Tokens for an authorization code. */
export async function exchangeCode(ctx: FlowContext, exchange: CodeExchange): Promise<AuthenticationResultType> {
  const { pool, client } = exchange
  const { user, row } = ctx.transact((inside) => requireCode(inside, exchange))
  // Documented: pre token generation page, the source of sign-ins at the hosted pages. Inferred: asked when tokens are made.
  const changes = await askForChanges(ctx, { pool, client, user, scope: row.scope, source: 'HostedAuth' })
  const plan = ctx.transact((inside) => {
    const present = { ...exchange, pool: getPool(inside, pool.id), client: getPoolClient(inside, pool.id, client.id) }
    const now = requireCode(inside, present)
    const tokens = composeTokens(inside, { ...grantOf(present, now), changes })
    useAuthorizationCode(inside, now.row, tokens.refresh!.familyId)
    if (now.row.ssoSessionId !== null) touchSsoSession(inside, now.row.ssoSessionId)
    return tokens
  })
  return signTokens(ctx, plan)
}

/** Whose code it is, or invalid_grant. Inferred: the order of the checks; only success uses a code up. */
function requireCode(ctx: Context, exchange: CodeExchange): { row: AuthorizationCode; user: User } {
  const { client, redirectUri } = exchange
  // Observed: a redirect URI that is off by its last slash gets this error. Inferred: any that is not registered does.
  demand((client.settings.CallbackURLs ?? []).includes(redirectUri), 'unauthorized_client')
  const row = findAuthorizationCode(ctx, exchange.code)
  demand(row?.clientId === client.id && row.poolId === client.poolId, 'invalid_grant')
  if (row.usedAt !== null) throw reused(ctx, row)
  demand(row.expiresAt > ctx.clock.now(), 'invalid_grant')
  demand(row.redirectUri === redirectUri, 'invalid_grant')
  demand(provesChallenge(row, exchange.codeVerifier), 'invalid_grant')
  demand(isReadableAsAsked(client, row.scope.split(' ')), 'invalid_grant')
  const user = findUserById(ctx, row.userId)
  demand(user?.enabled, 'invalid_grant')
  return { row, user }
}

function grantOf({ pool, client }: CodeExchange, { row, user }: { row: AuthorizationCode; user: User }) {
  const { eventId, scope, authTime, facts, nonce, resource, ssoSessionId } = row
  const hosted = {
    ...(nonce !== null && { nonce }),
    ...(resource !== null && { resource }),
  }
  return {
    ...{ pool, client, user, eventId, scope, authTime },
    deviceKey: facts.deviceKey,
    ...(ssoSessionId !== null && { ssoSessionId }),
    carried: carriedFacts(user.username, facts, hosted),
  }
}

// Documented: RFC 6749, 4.1.2: the tokens of a code that turns up twice should be revoked. Inferred: the service's answer.
function reused(ctx: Context, { familyId }: AuthorizationCode): OAuthError {
  if (familyId !== null) revokeFamily(ctx, familyId)
  ctx.note('The code was used before; its tokens are revoked.')
  const error = new OAuthError('invalid_grant')
  error.keepsWrites = true
  return error
}

// Inferred, from RFC 9700: a verifier without a challenge is a sign that somebody took the challenge out.
function provesChallenge({ codeChallenge }: AuthorizationCode, verifier: string | undefined): boolean {
  if (codeChallenge === null || verifier === undefined) return codeChallenge === null && verifier === undefined
  return safeEqual(createHash('sha256').update(verifier).digest('base64url'), codeChallenge)
}

/** Documented: token endpoint page. A client must be able to read every attribute of the scopes email and phone. */
function isReadableAsAsked(client: Client, scopes: readonly string[]): boolean {
  const attributes = { email: ['email', 'email_verified'], phone: ['phone_number', 'phone_number_verified'] } as const
  return (['email', 'phone'] as const)
    .filter((scope) => scopes.includes(scope))
    .every((scope) => attributes[scope].every((name) => isReadable(client, name)))
}
