import type { EventFilterType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** Whether a password is known to be compromised, and whether the configuration wants it refused. */
export interface CompromisedCheck {
  readonly detected: boolean
  readonly block: boolean
}

/** Looks a plaintext password up for one kind of event; both answers are false without protection. */
export function checkCompromised(
  _ctx: Context,
  _pool: Pool,
  _client: Client,
  _password: string,
  _on: EventFilterType,
): CompromisedCheck {
  return { detected: false, block: false }
}
