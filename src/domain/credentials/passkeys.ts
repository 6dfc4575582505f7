import { and, asc, count, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { WebAuthnCredentialDescription } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Passkey, passkeys } from '../../store/schema/passkeys.ts'
import type { User } from '../../store/schema/users.ts'
import type { Page } from '../pools/page-tokens.ts'
import { readRows } from '../pools/table-pages.ts'

/** Documented: passkey page of the developer guide. */
export const passkeysAtMost = 20

/** Throws LimitExceededException for a user who has as many passkeys as can be. */
export function requireRoomForPasskey(ctx: Pick<Context, 'tx'>, user: User): void {
  // Documented: passkey page, the limit. Inferred: the text.
  const full = () =>
    new ApiError('LimitExceededException', 'Maximum number of WebAuthn credentials reached for the user.')
  ensure(countPasskeys(ctx, user) < passkeysAtMost, full)
}

/** Whether the user has any passkey. */
export function hasPasskey(ctx: Pick<Context, 'tx'>, user: User): boolean {
  return countPasskeys(ctx, user) > 0
}

/** All passkeys of the user, oldest first. */
export function passkeysOf({ tx }: Pick<Context, 'tx'>, user: User): Passkey[] {
  return tx.select().from(passkeys).where(eq(passkeys.userId, user.id)).orderBy(asc(passkeys.createdAt)).all()
}

/** The user's passkey of this id (base64url). */
export function findPasskey({ tx }: Pick<Context, 'tx'>, user: User, id: string): Passkey | undefined {
  return tx.select().from(passkeys).where(thisOne(user, id)).get()
}

/** Notes that a passkey signed in. */
export function notePasskeyUse({ tx }: Pick<Context, 'tx'>, user: User, id: string, signCount: number): void {
  tx.update(passkeys).set({ signCount }).where(thisOne(user, id)).run()
}

/** Removes a passkey, or throws ResourceNotFoundException. */
export function deletePasskey(ctx: Pick<Context, 'tx'>, user: User, id: string): void {
  // Documented: DeleteWebAuthnCredential API page, the error. Inferred: its text.
  const unknown = () => new ApiError('ResourceNotFoundException', 'WebAuthn credential does not exist.')
  ensure(findPasskey(ctx, user, id), unknown)
  ctx.tx.delete(passkeys).where(thisOne(user, id)).run()
}

/** One page of the user's passkeys; 0 stands for the default page of 20. */
export function listPasskeys(
  ctx: Context,
  user: User,
  limit: number | undefined,
  token: string | undefined,
): Page<Passkey> {
  const list = {
    operation: 'ListWebAuthnCredentials',
    parameters: { user: user.id },
    limit: limit || passkeysAtMost,
    token,
  }
  return readRows(ctx, list, passkeys, { of: eq(passkeys.userId, user.id), by: ['id'] })
}

/** A passkey as the API prints it. Observed: CLI samples. */
export function toCredentialDescription(passkey: Passkey): WebAuthnCredentialDescription {
  return {
    CredentialId: passkey.id,
    FriendlyCredentialName: passkey.name,
    RelyingPartyId: passkey.relyingParty,
    AuthenticatorAttachment: passkey.attachment ?? undefined,
    AuthenticatorTransports: passkey.transports,
    CreatedAt: new Date(passkey.createdAt),
  }
}

function countPasskeys({ tx }: Pick<Context, 'tx'>, user: User): number {
  return tx.select({ number: count() }).from(passkeys).where(eq(passkeys.userId, user.id)).get()?.number ?? 0
}

function thisOne(user: User, id: string) {
  return and(eq(passkeys.poolId, user.poolId), eq(passkeys.id, id), eq(passkeys.userId, user.id))
}
