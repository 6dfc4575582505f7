import type { FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { groupsOf } from '../groups/members.ts'
import { functionOf } from '../pools/functions.ts'
import { type NewTokens, preTokenGeneration } from '../triggers/pre-token-generation.ts'
import type { TokenChanges } from '../triggers/token-changes.ts'

/** The tokens of a user that are about to be made. */
export interface DueTokens extends Pick<NewTokens, 'source' | 'clientMetadata'> {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  /** Space separated. */
  readonly scope: string
}

/** Asks the pool's function what the tokens say differently; undefined, at once, where the pool has none. */
export async function askForChanges(
  ctx: FlowContext,
  { pool, client, user, scope, source, clientMetadata }: DueTokens,
): Promise<TokenChanges | undefined> {
  if (!functionOf(ctx, pool, 'PreTokenGeneration')) return undefined
  const groups = ctx.transact((inside) => groupsOf(inside, user))
  const scopes = scope.split(' ').filter((one) => one !== '')
  return preTokenGeneration(ctx, pool, { source, clientId: client.id, user, groups, scopes, clientMetadata })
}
