import type { Operation } from '../context.ts'
import { listPasskeys, toCredentialDescription } from '../domain/credentials/passkeys.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const ListWebAuthnCredentials: Operation<'ListWebAuthnCredentials'> = (ctx, input) => {
  const { user } = getCaller(ctx)
  const { items, nextToken } = listPasskeys(ctx, user, input.MaxResults, input.NextToken)
  return { Credentials: items.map(toCredentialDescription), NextToken: nextToken }
}
