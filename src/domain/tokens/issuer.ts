import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'

type Where = Pick<Context, 'settings' | 'baseUrl'>

/** The `iss` of a pool's tokens: the setting `issuer` chooses its form, and of the real form the pool itself which of two. */
export function issuerOf(ctx: Where, { id, settings }: Pick<Pool, 'id' | 'settings'>): string {
  return issuers(ctx, id)[settings.IssuerConfiguration?.Type ?? 'ORIGINAL']
}

/** Whether tokens of the pool may have this `iss`. Inferred: a change of the pool's issuer ends no token. */
export function isIssuerOf(ctx: Where, poolId: string, issuer: string): boolean {
  return Object.values(issuers(ctx, poolId)).includes(issuer)
}

function issuers({ settings, baseUrl }: Where, poolId: string): Record<'ORIGINAL' | 'UPDATED', string> {
  const { issuer, region } = settings
  // Documented: access token page of the developer guide, and IssuerConfigurationType.
  if (issuer === 'aws') {
    return {
      ORIGINAL: `https://cognito-idp.${region}.amazonaws.com/${poolId}`,
      UPDATED: `https://issuer-cognito-idp.${region}.amazonaws.com/${poolId}`,
    }
  }
  // Ours: there is one server only, and whoever verifies tokens must reach it.
  const base = issuer === 'local' ? baseUrl() : issuer.replace(/\/$/, '')
  return { ORIGINAL: `${base}/${poolId}`, UPDATED: `${base}/${poolId}` }
}
