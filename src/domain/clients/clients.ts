import { and, asc, eq, sql } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { verifySecretHash } from '../../base/secret-hash.ts'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import { type Client, clientSecrets, clients } from '../../store/schema/clients.ts'

/** The app client, or undefined. */
export function findClient({ tx }: Pick<Context, 'tx'>, clientId: string): Client | undefined {
  return kept(tx, 'client', () =>
    tx
      .select()
      .from(clients)
      .where(eq(clients.id, sql.placeholder('clientId')))
      .prepare(),
  ).get({ clientId })
}

/** The app client, or the service's ResourceNotFoundException. */
export function getClient(ctx: Pick<Context, 'tx'>, clientId: string): Client {
  const client = findClient(ctx, clientId)
  ensure(client, faults.clientDoesNotExist(clientId))
  return client
}

/** The app client of this pool. Inferred: a client of another pool is answered as an unknown one. */
export function getPoolClient({ tx }: Pick<Context, 'tx'>, poolId: string, clientId: string): Client {
  const client = tx
    .select()
    .from(clients)
    .where(and(eq(clients.id, clientId), eq(clients.poolId, poolId)))
    .get()
  ensure(client, faults.clientDoesNotExist(clientId))
  return client
}

/** The values of the client's secrets, oldest first; empty for a public client. */
export function secretsOf({ tx }: Pick<Context, 'tx'>, clientId: string): string[] {
  const query = kept(tx, 'secrets of a client', () =>
    tx
      .select({ value: clientSecrets.value })
      .from(clientSecrets)
      .where(eq(clientSecrets.clientId, sql.placeholder('clientId')))
      .orderBy(asc(clientSecrets.createdAt), asc(clientSecrets.id))
      .prepare(),
  )
  return query.all({ clientId }).map((secret) => secret.value)
}

/** Throws unless `hash` is right for the name as it was sent; a client without a secret must get none. */
export function requireSecretHash(
  ctx: Pick<Context, 'tx'>,
  client: Client,
  username: string,
  hash: string | undefined,
): void {
  const secrets = secretsOf(ctx, client.id)
  if (hash === undefined) {
    ensure(secrets.length === 0, faults.secretHashNotReceived(client.id))
    return
  }
  // Documented: both secrets of a client are valid at once. Inferred: a hash for a client without secret gets this text.
  const right = secrets.some((secret) => verifySecretHash(hash, secret, username, client.id))
  ensure(right, faults.unableToVerifySecretHash(client.id))
}
