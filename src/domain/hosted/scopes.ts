import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { systemScopes } from '../clients/oauth.ts'
import { isCustomScope } from '../pools/resource-servers.ts'

const needOpenid: readonly string[] = ['email', 'phone', 'profile']

/**
 * The scopes that a user's client gets: all that it has unless it names some. Undefined where it names one that it does
 * not have. Documented: resource servers page; a scope that is gone from its server is left out without a word, and
 * email, phone and profile need openid.
 */
export function grantedScopes(
  ctx: Pick<Context, 'tx'>,
  client: Client,
  asked: readonly string[] | undefined,
): string[] | undefined {
  const allowed = client.settings.AllowedOAuthScopes ?? []
  const wanted = [...new Set(asked ?? allowed)]
  if (!wanted.every((scope) => allowed.includes(scope))) return undefined
  if (asked && !wanted.includes('openid') && needOpenid.some((scope) => wanted.includes(scope))) return undefined
  return wanted.filter((scope) => systemScopes.includes(scope) || isCustomScope(ctx, client.poolId, scope))
}
