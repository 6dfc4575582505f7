import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { verifyAttribute } from '../domain/verification/attribute-codes.ts'

export const VerifyUserAttribute: Operation<'VerifyUserAttribute'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  verifyAttribute(ctx, pool, user, input.AttributeName, input.Code)
  return {}
}
