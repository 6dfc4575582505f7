import { type ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ExplicitAuthFlowsType } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { authFlowsOf } from '../clients/settings.ts'
import { poolAndClient, type SignInRequest } from './request.ts'
import type { Outcome } from './sign-in.ts'

/** One way to begin a sign-in. */
export interface Flow {
  /** Which of the two operations takes it. */
  readonly callers: 'clients' | 'administrators' | 'both'
  /** Any of these on the client switches it on; names without ALLOW_ are the older ones. */
  readonly switchedOnBy: readonly ExplicitAuthFlowsType[]
  /** The error where the client has it switched off. */
  readonly disabled: (client: Client) => ApiError
  begin(ctx: FlowContext, request: SignInRequest): Promise<Outcome>
}

/** The first checks of every flow; returns pool and client. Inferred: their order. */
export function enterFlow(
  ctx: Context,
  request: SignInRequest,
  flow: Omit<Flow, 'begin'>,
): { pool: Pool; client: Client } {
  const caller = request.poolId === undefined ? 'clients' : 'administrators'
  const { pool, client } = poolAndClient(ctx, request)
  ensure(flow.callers === 'both' || flow.callers === caller, faults.authMethodNotSupported)
  // Ours: a simulated sign-in need not use a flow that the client allows. Documented: ExplicitAuthFlows is about the API.
  const free = ctx.request.simulated || request.hosted
  ensure(free || isSwitchedOn(flow, client), () => flow.disabled(client))
  return { pool, client }
}

function isSwitchedOn({ switchedOnBy }: Pick<Flow, 'switchedOnBy'>, client: Client): boolean {
  const named = authFlowsOf(client)
  const allowed = [...named, ...impliedBy(named)]
  return switchedOnBy.some((name) => allowed.includes(name))
}

// Inferred: the older names, which do not begin with ALLOW_, add to what a client without a list allows, but for the one
// that says it is the only one.
function impliedBy(named: readonly ExplicitAuthFlowsType[]): readonly ExplicitAuthFlowsType[] {
  if (named.some((name) => name.startsWith('ALLOW_'))) return []
  if (named.includes('CUSTOM_AUTH_FLOW_ONLY')) return ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
  return ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH']
}
