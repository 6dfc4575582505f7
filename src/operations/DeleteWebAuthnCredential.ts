import type { Operation } from '../context.ts'
import { deletePasskey } from '../domain/credentials/passkeys.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const DeleteWebAuthnCredential: Operation<'DeleteWebAuthnCredential'> = (ctx, input) => {
  deletePasskey(ctx, getCaller(ctx).user, input.CredentialId)
  return {}
}
