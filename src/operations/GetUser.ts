import type { Operation } from '../context.ts'
import { getCaller } from '../domain/tokens/access-token.ts'
import { readableAttributes } from '../domain/tokens/readable.ts'
import { attributesOf, mfaSettings, toAttributeList } from '../domain/users/users.ts'

export const GetUser: Operation<'GetUser'> = (ctx) => {
  const { client, user } = getCaller(ctx)
  return {
    Username: user.username,
    // Inferred: the same attributes as in the client's ID tokens.
    UserAttributes: toAttributeList(readableAttributes(client, attributesOf(ctx, user))),
    MFAOptions: user.mfaOptions ?? undefined,
    ...mfaSettings(user),
  }
}
