import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { SessionState } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { srpSecretOf } from '../credentials/srp-secret.ts'
import type { Identity } from './identify.ts'
import type { StepRequest } from './request.ts'
import { openSession } from './sessions.ts'
import type { Outcome, Posed } from './sign-in.ts'
import { beginExchange, readSrpA, simulatedSecret } from './srp-exchange.ts'

/** Begins the SRP exchange of a user's password, or of a secret that nobody knows. */
export function beginPasswordExchange(
  ctx: Context,
  pool: Pool,
  user: User | undefined,
  name: string,
  request: StepRequest,
): Posed & { readonly state: Pick<SessionState, 'srp'> } {
  const secret = (user && srpSecretOf(ctx, user)) ?? simulatedSecret(ctx, pool.id, name)
  const exchange = beginExchange(ctx, readSrpA(request), secret)
  const id = user?.username ?? simulatedSecret(ctx, pool.id, name).userId
  // Observed: captures. Both members hold the stored username.
  return { parameters: { ...exchange.parameters, USERNAME: id, USER_ID_FOR_SRP: id }, state: { srp: exchange.state } }
}

/** PASSWORD_VERIFIER as the answer to a first step; the user need not exist. */
export function posePasswordVerifier(
  ctx: Context,
  { pool, client, user, name }: Pick<Identity, 'pool' | 'client' | 'user' | 'name'>,
  request: StepRequest,
  state: Omit<SessionState, 'challenge' | 'srp'>,
): Outcome {
  const { parameters, state: srp } = beginPasswordExchange(ctx, pool, user, name, request)
  // Observed: captures. In USER_SRP_AUTH the secret block is all that stands for the sign-in, elsewhere there is a session.
  const alone = state.flow === 'USER_SRP_AUTH'
  const challenge = 'PASSWORD_VERIFIER'
  const session = openSession(ctx, client, user, { ...state, ...srp, challenge }, alone ? srp.srp?.block : undefined)
  return { challenge, parameters, session: alone ? undefined : session }
}
