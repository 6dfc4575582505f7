import type { CodeDeliveryDetailsType, ForgotPasswordRequest } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { getClient, requireSecretHash } from '../clients/clients.ts'
import { functionOf } from '../pools/functions.ts'
import { getPool } from '../pools/pools.ts'
import { migrateUser } from '../triggers/migration.ts'
import { findUser } from '../users/users.ts'
import { forgotPassword } from './forgot-password.ts'

/** Sends a reset code, to a user whom the pool's function has just brought in where the pool did not know one. */
export async function recover(ctx: FlowContext, input: ForgotPasswordRequest): Promise<CodeDeliveryDetailsType> {
  const unknown = ctx.transact((inside): { pool: Pool; client: Client } | null => {
    const client = getClient(inside, input.ClientId)
    const pool = getPool(inside, client.poolId)
    requireSecretHash(inside, client, input.Username, input.SecretHash)
    const asks = functionOf(inside, pool, 'UserMigration') && !findUser(inside, pool, input.Username)
    return asks ? { pool, client } : null
  })
  if (unknown) {
    const { Username: userName, ClientMetadata: clientMetadata } = input
    const clientId = unknown.client.id
    await migrateUser(ctx, unknown.pool, { source: 'ForgotPassword', userName, clientId, clientMetadata })
  }
  return ctx.transact((inside) => forgotPassword(inside, input))
}
