import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import type { GroupFacts } from '../groups/members.ts'
import { callTrigger } from './call.ts'
import { readTokenChanges, type TokenChanges } from './token-changes.ts'

/** Tokens that are about to be made. */
export interface NewTokens {
  readonly source:
    | 'HostedAuth'
    | 'Authentication'
    | 'NewPasswordChallenge'
    | 'AuthenticateDevice'
    | 'RefreshTokens'
    | 'ClientCredentials'
  readonly clientId: string
  /** Undefined for client credentials. */
  readonly user: User | undefined
  readonly groups: GroupFacts
  readonly scopes: readonly string[]
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
}

/** Asks PreTokenGeneration what tokens say differently; undefined where they stay as they are. */
export async function preTokenGeneration(
  ctx: FlowContext,
  pool: Pool,
  tokens: NewTokens,
): Promise<TokenChanges | undefined> {
  const { source, clientId, user, groups, scopes, clientMetadata } = tokens
  const version = versionOf(pool)
  // Documented: pre token generation page. Tokens of client credentials go to V3 events only.
  if (!user && version !== '3') return undefined
  const answer = await callTrigger(ctx, pool, 'PreTokenGeneration', {
    source: `TokenGeneration_${source}`,
    userName: user ? user.username : 'ClientCredentials',
    clientId,
    version,
    user,
    request: {
      ...(user === undefined && { userAttributes: {} }),
      groupConfiguration: user === undefined ? null : groupConfiguration(groups),
      ...(version !== '1' && { scopes }),
      clientMetadata,
    },
    response: version === '1' ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  })
  return answer && readTokenChanges(answer, version)
}

function versionOf({ settings }: Pool): '1' | '2' | '3' {
  switch (settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion) {
    case 'V2_0':
      return '2'
    case 'V3_0':
      return '3'
    default:
      return '1'
  }
}

// Observed: an event of a user without groups in public logs.
function groupConfiguration({ groups, roles, preferredRole }: GroupFacts): Record<string, unknown> {
  return { groupsToOverride: groups, iamRolesToOverride: roles, preferredRole: preferredRole ?? null }
}
