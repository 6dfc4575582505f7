import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { readAttributes } from '../domain/users/attributes.ts'
import { requireNotReserved, requireWritable } from '../domain/users/conformity.ts'
import { updateAttributes } from '../domain/verification/update-attributes.ts'

export const UpdateUserAttributes: Operation<'UpdateUserAttributes'> = (ctx, input) => {
  const { pool, client, user } = getCaller(ctx)
  // Observed: a project's tests against the service. This comes first, whatever the value is.
  requireNotReserved(input.UserAttributes.map(({ Name }) => Name))
  const given = readAttributes(input.UserAttributes)
  requireWritable(client, given.keys())
  return {
    CodeDeliveryDetailsList: updateAttributes(ctx, pool, user, given, { client, clientMetadata: input.ClientMetadata }),
  }
}
