import type { Flow } from '../context.ts'
import {
  completeRegistration,
  proveRegistration,
  readRegistration,
} from '../domain/credentials/passkey-registration.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const CompleteWebAuthnRegistration: Flow<'CompleteWebAuthnRegistration'> = async (ctx, { Credential }) => {
  const registration = ctx.transact((inside) => readRegistration(inside, getCaller(inside), Credential))
  const made = await proveRegistration(ctx, registration)
  ctx.transact((inside) => completeRegistration(inside, getCaller(inside), Credential, made))
  return {}
}
