import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { requestAttributeCode } from '../domain/verification/attribute-codes.ts'

export const GetUserAttributeVerificationCode: Operation<'GetUserAttributeVerificationCode'> = (ctx, input) => {
  const { pool, client, user } = getCaller(ctx)
  const request = { client, clientMetadata: input.ClientMetadata }
  return { CodeDeliveryDetails: requestAttributeCode(ctx, pool, user, input.AttributeName, request) }
}
