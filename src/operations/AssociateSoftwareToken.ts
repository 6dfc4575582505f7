import type { Operation } from '../context.ts'
import { associateSoftwareToken } from '../domain/credentials/software-token.ts'
import { tokenOwner } from '../domain/sign-in/software-token-owner.ts'

export const AssociateSoftwareToken: Operation<'AssociateSoftwareToken'> = (ctx, input) => {
  const owner = tokenOwner(ctx, input.Session)
  const SecretCode = associateSoftwareToken(ctx, owner.pool, owner.user)
  return { SecretCode, Session: owner.nextSession({ authenticatorVerified: false }) }
}
