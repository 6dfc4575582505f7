import type { Operation } from '../context.ts'
import { completeRegistration } from '../domain/credentials/passkey-registration.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const CompleteWebAuthnRegistration: Operation<'CompleteWebAuthnRegistration'> = (ctx, input) => {
  const { pool, client, user } = getCaller(ctx)
  completeRegistration(ctx, pool, client, user, input.Credential)
  return {}
}
