import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { readTextMap } from './answer.ts'
import { callTrigger } from './call.ts'

/** What an identity provider said about a user. */
export interface InboundUser {
  readonly userName: string
  readonly clientId: string
  readonly providerName: string
  readonly providerType: 'OIDC' | 'SAML' | 'Facebook' | 'Google' | 'SignInWithApple' | 'LoginWithAmazon'
  /** `tokenResponse`, `idToken` and `userInfo` of an OIDC or social provider; `samlResponse` of a SAML provider. */
  readonly attributes: Readonly<Record<string, unknown>>
}

/**
 * Asks InboundFederation which of the provider's attributes count. Documented: an empty answer keeps them all (undefined
 * here); otherwise those that it leaves out are dropped.
 */
export async function inboundFederation(
  ctx: FlowContext,
  pool: Pool,
  user: InboundUser,
): Promise<ReadonlyMap<string, string> | undefined> {
  const { userName, clientId, providerName, providerType, attributes } = user
  const answer = await callTrigger(ctx, pool, 'InboundFederation', {
    source: 'InboundFederation_ExternalProvider',
    userName,
    clientId,
    request: { providerName, providerType, attributes },
    response: { userAttributesToMap: {} },
  })
  const kept = answer && readTextMap(answer, 'userAttributesToMap')
  return kept && kept.size > 0 ? kept : undefined
}
