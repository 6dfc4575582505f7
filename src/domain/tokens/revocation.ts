import { and, eq, isNull } from 'drizzle-orm'
import type { AccessToken, Context } from '../../context.ts'
import { type RefreshFamily, refreshFamilies } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'

/** Ends a sign-in: its refresh tokens and its access tokens are refused from now on. */
export function revokeFamily({ tx, clock }: Context, familyId: string): void {
  const living = and(eq(refreshFamilies.id, familyId), isNull(refreshFamilies.revokedAt))
  tx.update(refreshFamilies).set({ revokedAt: clock.now() }).where(living).run()
}

/** Ends the sign-in of an event, if it led to tokens. */
export function revokeEvent({ tx, clock }: Context, eventId: string): void {
  const living = and(eq(refreshFamilies.eventId, eventId), isNull(refreshFamilies.revokedAt))
  tx.update(refreshFamilies).set({ revokedAt: clock.now() }).where(living).run()
}

/** Ends all sign-ins of a user. */
export function revokeAll({ tx, clock }: Context, user: User): void {
  const living = and(eq(refreshFamilies.userId, user.id), isNull(refreshFamilies.revokedAt))
  tx.update(refreshFamilies).set({ revokedAt: clock.now() }).where(living).run()
}

/** Whether sign-out, revocation or disabling ended this token. Documented: AdminUserGlobalSignOut and AdminDisableUser. */
export function isRevoked(ctx: Pick<Context, 'tx'>, token: AccessToken, user: User): boolean {
  if (!user.enabled) return true
  const family = familyOf(ctx, token)
  return !family || family.revokedAt !== null
}

/** The sign-in that an access token descends from. */
export function familyOf(
  { tx }: Pick<Context, 'tx'>,
  token: AccessToken,
): Pick<RefreshFamily, 'id' | 'revokedAt'> | undefined {
  // Where the client has revocation switched off, tokens do not name their family; their event does.
  const ofToken =
    token.originJti === undefined
      ? eq(refreshFamilies.eventId, token.eventId ?? '')
      : eq(refreshFamilies.id, token.originJti)
  return tx
    .select({ id: refreshFamilies.id, revokedAt: refreshFamilies.revokedAt })
    .from(refreshFamilies)
    .where(ofToken)
    .get()
}
