import type { ClientAuthenticationResultType } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { lifetimesOf } from '../clients/lifetimes.ts'
import { systemScopes } from '../clients/oauth.ts'
import { isCustomScope } from '../pools/resource-servers.ts'
import { changeAccessClaims } from '../triggers/claims.ts'
import { preTokenGeneration } from '../triggers/pre-token-generation.ts'
import type { Claims } from './claims.ts'
import { issuerOf } from './issuer.ts'
import { findRsaKeys } from './keys.ts'
import { signTokens } from './tokens.ts'

/** The scope of clients that may register others. It stands for itself: no resource server defines it. */
const registration = 'aws.cognito/dcr/register'

/**
 * The scopes that a machine gets: all that its client has for machines unless it names some. Undefined where it names one
 * that the client does not have, one twice, or one that is about users. Documented: resource servers page; a scope that
 * is gone from its server is left out without a word.
 */
export function machineScopes(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  client: Client,
  asked: readonly string[] | undefined,
): string[] | undefined {
  const allowed = (client.settings.AllowedOAuthScopes ?? []).filter(isForMachines)
  const wanted = asked ?? allowed
  if (new Set(wanted).size < wanted.length || !wanted.every((scope) => allowed.includes(scope))) return undefined
  return wanted.filter((scope) => scope === registration || isCustomScope(ctx, pool.id, scope))
}

function isForMachines(scope: string): boolean {
  return scope === registration || !systemScopes.includes(scope)
}

/** An access token for a machine. There is no user, no session and no refresh token behind it. */
export async function issueMachineToken(
  ctx: FlowContext,
  machine: {
    readonly pool: Pool
    readonly client: Client
    readonly scopes: readonly string[]
    readonly clientMetadata?: Readonly<Record<string, string>> | undefined
  },
): Promise<ClientAuthenticationResultType> {
  const { pool, client, scopes, clientMetadata } = machine
  const changes = await preTokenGeneration(ctx, pool, {
    source: 'ClientCredentials',
    clientId: client.id,
    user: undefined,
    groups: { groups: [], roles: [], preferredRole: undefined },
    scopes,
    clientMetadata,
  })
  const { access: expiresIn } = lifetimesOf(client)
  const plan = ctx.transact((inside) => {
    const claims = machineClaims(inside, pool, client, scopes, expiresIn)
    return {
      poolId: pool.id,
      keys: findRsaKeys(inside, pool.id),
      access: changes ? changeAccessClaims(claims, changes, client.id) : claims,
      id: undefined,
      refresh: undefined,
      expiresIn,
    }
  })
  const { AccessToken, ExpiresIn, TokenType } = await signTokens(ctx, plan)
  return { AccessToken, ExpiresIn, TokenType }
}

// Observed: decoded tokens in public reports, members and their order; `version` is a number.
function machineClaims(ctx: Context, pool: Pool, client: Client, scopes: readonly string[], lifetime: number): Claims {
  const issuedAt = Math.floor(ctx.clock.now() / 1000)
  return {
    sub: client.id,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: issuedAt,
    iss: issuerOf(ctx, pool),
    exp: issuedAt + lifetime,
    iat: issuedAt,
    version: 2,
    jti: ctx.ids.uuid(),
    client_id: client.id,
  }
}
