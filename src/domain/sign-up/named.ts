import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { getClient, requireSecretHash } from '../clients/clients.ts'
import { getPool } from '../pools/pools.ts'
import { findUser } from '../users/users.ts'

/** Who is named by a request without a token, and through which app client. */
export interface Named {
  readonly client: Client
  readonly pool: Pool
  /** Undefined for a name that nobody has. */
  readonly user: User | undefined
}

/** The client, then its secret, then the user. Inferred: this order. */
export function readNamed(
  ctx: Context,
  input: { readonly ClientId: string; readonly Username: string; readonly SecretHash?: string | undefined },
): Named {
  const client = getClient(ctx, input.ClientId)
  const pool = getPool(ctx, client.poolId)
  requireSecretHash(ctx, client, input.Username, input.SecretHash)
  return { client, pool, user: findUser(ctx, pool, input.Username) }
}
