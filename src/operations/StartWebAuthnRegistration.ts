import type { Operation } from '../context.ts'
import { startRegistration } from '../domain/credentials/passkey-registration.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const StartWebAuthnRegistration: Operation<'StartWebAuthnRegistration'> = (ctx) => {
  const { pool, client, user } = getCaller(ctx)
  return { CredentialCreationOptions: startRegistration(ctx, pool, client, user) }
}
