import type { Flow } from '../context.ts'
import { revokeRefreshToken } from '../domain/tokens/revoke-token.ts'

export const RevokeToken: Flow<'RevokeToken'> = async (ctx, input) => {
  await revokeRefreshToken(ctx, input)
  return {}
}
