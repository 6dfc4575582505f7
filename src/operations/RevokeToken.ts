import type { Flow } from '../context.ts'
import { endOrigin } from '../domain/sessions/revoke.ts'
import { revokeRefreshToken } from '../domain/tokens/revoke-token.ts'

export const RevokeToken: Flow<'RevokeToken'> = async (ctx, input) => {
  const family = await revokeRefreshToken(ctx, input)
  // Documented: SDK of 2026. Where sessions are tracked, the browser's session at the hosted pages can end with it.
  const linked = input.RevokeAssociatedSessions === 'LINKED' && family?.sessionId
  if (linked) ctx.transact((inside) => endOrigin(inside, family.ssoSessionId))
  return {}
}
