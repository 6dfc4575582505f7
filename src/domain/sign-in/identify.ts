import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { readAttempt } from '../risk/attempt.ts'
import { refuseBlockedAddress } from '../risk/protect.ts'
import { findUser } from '../users/users.ts'
import { enterFlow, type Flow } from './flow.ts'
import { requireHashOf, requireParameter } from './parameters.ts'
import type { SignInRequest } from './request.ts'

/** Who wants to sign in, and from where. */
export interface Identity {
  readonly pool: Pool
  readonly client: Client
  /** As the caller typed it. */
  readonly name: string
  /** Undefined for a name that nobody has. */
  readonly user: User | undefined
  readonly attempt: AttemptContext
  readonly custom: boolean
}

/** The checks of every flow that begins with a name. Inferred: their order. `needed`: further parameters that must be there. */
export function identify(
  ctx: Context,
  request: SignInRequest,
  flow: Flow,
  { needed = [] }: { needed?: readonly string[] } = {},
): Identity {
  const { pool, client } = enterFlow(ctx, request, flow)
  const name = requireParameter(request, 'USERNAME')
  for (const parameter of needed) requireParameter(request, parameter)
  requireHashOf(ctx, client, request, name)
  const attempt = readAttempt(ctx, pool, client, request.context)
  const user = findUser(ctx, pool, name)
  const custom = request.flow === 'CUSTOM_AUTH'
  refuseBlockedAddress(ctx, pool, client, user, attempt, 'SignIn', { custom })
  return { pool, client, name, user, attempt, custom }
}
