import type { Flow } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { confirmSession } from '../domain/sign-in/sign-up-session.ts'
import { confirmByCode } from '../domain/sign-up/confirm.ts'
import { postConfirmation } from '../domain/triggers/post-confirmation.ts'

export const ConfirmSignUp: Flow<'ConfirmSignUp'> = async (ctx, input) => {
  const { pool, user, Session } = ctx.transact((inside) => {
    const confirmed = confirmByCode(inside, input)
    const session = confirmSession(inside, input.ClientId, confirmed, input.Session)
    return { pool: getPool(inside, confirmed.poolId), user: confirmed, Session: session }
  })
  const { ClientId: clientId, ClientMetadata: clientMetadata } = input
  await postConfirmation(ctx, pool, { source: 'ConfirmSignUp', user, clientId, clientMetadata })
  return { Session }
}
