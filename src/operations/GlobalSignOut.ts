import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { revokeAll } from '../domain/tokens/revocation.ts'

export const GlobalSignOut: Operation<'GlobalSignOut'> = (ctx) => {
  revokeAll(ctx, getCaller(ctx).user)
  return {}
}
