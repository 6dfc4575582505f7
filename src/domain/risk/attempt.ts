import type { ContextDataType, UserContextDataType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** What a request says about the circumstances of an attempt, as the operation received it. */
export interface AttemptInput {
  readonly ContextData?: ContextDataType | undefined
  readonly UserContextData?: UserContextDataType | undefined
}

/** The circumstances of an attempt: address, place, device and time zone, from the best source that may be believed. */
export function readAttempt(
  ctx: Context,
  _pool: Pool,
  _client: Client | undefined,
  _input: AttemptInput,
): AttemptContext {
  return { ipAddress: ctx.request.ipAddress, userAgent: ctx.request.userAgent, hasContextData: false }
}
