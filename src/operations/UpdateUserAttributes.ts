import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { readAttributes } from '../domain/users/attributes.ts'
import { requireWritable } from '../domain/users/conformity.ts'
import { updateAttributes } from '../domain/verification/update-attributes.ts'

export const UpdateUserAttributes: Operation<'UpdateUserAttributes'> = (ctx, input) => {
  const { pool, client, user } = getCaller(ctx)
  const given = readAttributes(input.UserAttributes)
  requireWritable(client, given.keys())
  return {
    CodeDeliveryDetailsList: updateAttributes(ctx, pool, user, given, { client, clientMetadata: input.ClientMetadata }),
  }
}
