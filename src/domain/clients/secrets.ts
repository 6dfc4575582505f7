import type { Context } from '../../context.ts'
import { type Client, clientSecrets } from '../../store/schema/clients.ts'

/** A secret of an app client. */
export type ClientSecret = typeof clientSecrets.$inferSelect

/** Gives the client a further secret. */
export function insertSecret(ctx: Context, client: Client, value: string): ClientSecret {
  const now = ctx.clock.now()
  // Documented: AddUserPoolClientSecret API page, the form of a secret's id.
  const secret = { id: `${client.id}--${now}`, clientId: client.id, value, createdAt: now }
  ctx.tx.insert(clientSecrets).values(secret).run()
  return secret
}
