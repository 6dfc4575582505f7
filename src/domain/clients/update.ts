import { eq } from 'drizzle-orm'
import type { UpdateUserPoolClientRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Client, clients } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { secretsOf } from './clients.ts'
import { requireClientSettings } from './requirements.ts'
import { completeClientSettings } from './settings.ts'

/** Replaces what a client is configured to do; its secrets, and its name unless the request has one, stay. */
export function updateClient(ctx: Context, pool: Pool, client: Client, request: UpdateUserPoolClientRequest): Client {
  const settings = completeClientSettings(request, client.settings.ClientType)
  requireClientSettings(ctx, pool, settings, { confidential: secretsOf(ctx, client.id).length > 0 })
  const changed = { name: request.ClientName ?? client.name, settings, modifiedAt: ctx.clock.now() }
  ctx.tx.update(clients).set(changed).where(eq(clients.id, client.id)).run()
  return { ...client, ...changed }
}

/** Deletes a client and what belongs to it; its tokens stop working. */
export function deleteClient({ tx }: Pick<Context, 'tx'>, client: Client): void {
  tx.delete(clients).where(eq(clients.id, client.id)).run()
}
