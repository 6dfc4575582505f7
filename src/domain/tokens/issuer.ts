import type { Context } from '../../context.ts'

/** The `iss` of a pool's tokens, in the form the setting `issuer` chooses. */
export function issuerOf(ctx: Pick<Context, 'settings' | 'baseUrl'>, poolId: string): string {
  const { issuer, region } = ctx.settings
  if (issuer === 'local') return `${ctx.baseUrl()}/${poolId}`
  // Documented: access token page of the developer guide.
  if (issuer === 'aws') return `https://cognito-idp.${region}.amazonaws.com/${poolId}`
  return `${issuer.replace(/\/$/, '')}/${poolId}`
}
