import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { requestAttributeCode } from '../domain/verification/attribute-codes.ts'

export const GetUserAttributeVerificationCode: Operation<'GetUserAttributeVerificationCode'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  return { CodeDeliveryDetails: requestAttributeCode(ctx, pool, user, input.AttributeName, input.ClientMetadata) }
}
