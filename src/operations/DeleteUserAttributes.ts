import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { requireWritable } from '../domain/users/conformity.ts'
import { deleteAttributes } from '../domain/verification/update-attributes.ts'

export const DeleteUserAttributes: Operation<'DeleteUserAttributes'> = (ctx, input) => {
  const { pool, client, user } = getCaller(ctx)
  deleteAttributes(ctx, pool, user, input.UserAttributeNames, (names) => requireWritable(client, names))
  return {}
}
