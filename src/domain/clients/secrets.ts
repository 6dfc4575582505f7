import { and, asc, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { ClientSecretDescriptorType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Client, clientSecrets } from '../../store/schema/clients.ts'

/** A secret of an app client. */
export type ClientSecret = typeof clientSecrets.$inferSelect

// Documented: AddUserPoolClientSecret API page.
const secretsAtMost = 2

/** The client's secrets, oldest first. */
export function clientSecretsOf({ tx }: Pick<Context, 'tx'>, client: Client): ClientSecret[] {
  const { clientId, createdAt, id } = clientSecrets
  return tx.select().from(clientSecrets).where(eq(clientId, client.id)).orderBy(asc(createdAt), asc(id)).all()
}

/** Gives a client that has a secret a second one, generated unless a value is given. */
export function addSecret(ctx: Context, client: Client, value: string | undefined): ClientSecret {
  const present = clientSecretsOf(ctx, client)
  requireRotatable(client, present)
  // Documented: type of the error. Inferred: the text.
  const tooMany = () => new ApiError('LimitExceededException', 'A client can have at most 2 secrets.')
  ensure(present.length < secretsAtMost, tooMany)
  return insertSecret(ctx, client, value ?? ctx.ids.clientSecret())
}

/** Deletes one of two secrets. */
export function deleteSecret(ctx: Context, client: Client, secretId: string): void {
  const present = clientSecretsOf(ctx, client)
  requireRotatable(client, present)
  // Inferred: both texts, and that the secret is looked up first.
  ensure(
    present.some(({ id }) => id === secretId),
    () => new ApiError('ResourceNotFoundException', `Client secret ${secretId} does not exist.`),
  )
  ensure(present.length > 1, invalid('The last secret of a client cannot be deleted.'))
  ctx.tx
    .delete(clientSecrets)
    .where(and(eq(clientSecrets.clientId, client.id), eq(clientSecrets.id, secretId)))
    .run()
}

/** Stores a secret of the client. */
export function insertSecret(ctx: Context, client: Client, value: string): ClientSecret {
  const createdAt = ctx.clock.now()
  // Documented: AddUserPoolClientSecret API page, the form of a secret's id. Two of one moment differ in it, too.
  const taken = clientSecretsOf(ctx, client).map(({ id }) => id)
  const ids = [0, 1].map((later) => `${client.id}--${createdAt + later}`)
  const secret = { id: ids.find((id) => !taken.includes(id))!, clientId: client.id, value, createdAt }
  ctx.tx.insert(clientSecrets).values(secret).run()
  return secret
}

/** A secret as the operations show it: its value only where the service has just made it. */
export function toSecretDescriptor(secret: ClientSecret, value?: string): ClientSecretDescriptorType {
  return {
    ClientSecretId: secret.id,
    ClientSecretValue: value,
    ClientSecretCreateDate: new Date(secret.createdAt),
  }
}

// Documented: only clients that were made with a secret, and none that registered itself (SDK of 2026). Inferred: the texts.
function requireRotatable(client: Client, secrets: readonly ClientSecret[]): void {
  ensure(client.settings.ClientType !== 'DCR', invalid('Secrets of a dynamically registered client cannot be changed.'))
  ensure(secrets.length > 0, invalid('The client is not configured with a secret.'))
}
