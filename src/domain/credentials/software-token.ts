import { eq } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { matchedTotpStep, newTotpSecret } from '../../base/totp.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { softwareTokens, type User, users } from '../../store/schema/users.ts'

/** The user's authenticator: a verified secret, one that waits to be verified, or both. */
export type SoftwareToken = typeof softwareTokens.$inferSelect

/** Makes a secret for an authenticator app. An earlier one that was never verified is worth nothing from now on. */
export function associateSoftwareToken(ctx: Context, pool: Pool, user: User): string {
  requireMethod(pool)
  const pendingSecret = newTotpSecret(ctx.random)
  ctx.tx
    .insert(softwareTokens)
    .values({ userId: user.id, pendingSecret })
    .onConflictDoUpdate({ target: softwareTokens.userId, set: { pendingSecret } })
    .run()
  return pendingSecret
}

/** Makes the associated secret the user's authenticator, given a right code of it. */
export function verifySoftwareToken(
  ctx: Context,
  pool: Pool,
  user: User,
  { code, friendlyName }: { code: string; friendlyName: string | undefined },
): void {
  requireMethod(pool)
  const token = findSoftwareToken(ctx, user)
  // Inferred: without a new secret the verified one is verified again.
  const secret = token?.pendingSecret ?? token?.secret
  ensure(secret, faults.enableSoftwareTokenMfa)
  const lastStep = matchedTotpStep(secret, code, ctx.clock.now())
  ensure(lastStep !== undefined, faults.enableSoftwareTokenMfa)
  ctx.tx
    .update(softwareTokens)
    .set({ secret, pendingSecret: null, friendlyName: friendlyName ?? token?.friendlyName ?? null, lastStep })
    .where(eq(softwareTokens.userId, user.id))
    .run()
}

/** Whether this is a code of the user's authenticator; it is used up. Throws ExpiredCodeException for a code used before. */
export function useSoftwareToken(ctx: Context, user: User, code: string): boolean {
  const token = findSoftwareToken(ctx, user)
  const step = token?.secret ? matchedTotpStep(token.secret, code, ctx.clock.now()) : undefined
  if (step === undefined) return false
  // Observed: an emulator's tests against the service. A code works once, the one that verified the secret included.
  ensure(step > (token?.lastStep ?? -1), faults.softwareTokenUsed)
  ctx.tx.update(softwareTokens).set({ lastStep: step }).where(eq(softwareTokens.userId, user.id)).run()
  return true
}

/** Makes `secret` (base32) the user's authenticator without asking for a code: for seeds and imports. */
export function giveSoftwareToken({ tx }: Pick<Context, 'tx'>, user: User, secret: string): void {
  tx.insert(softwareTokens)
    .values({ userId: user.id, secret })
    .onConflictDoUpdate({ target: softwareTokens.userId, set: { secret } })
    .run()
}

/** Whether the user has a verified authenticator. */
export function hasSoftwareToken(ctx: Pick<Context, 'tx'>, user: User): boolean {
  return Boolean(findSoftwareToken(ctx, user)?.secret)
}

/** The user's authenticator, verified or not. */
export function findSoftwareToken({ tx }: Pick<Context, 'tx'>, user: User): SoftwareToken | undefined {
  return tx.select().from(softwareTokens).where(eq(softwareTokens.userId, user.id)).get()
}

/** Removes the authenticator, and with it the factor. Inferred: a secret that was not yet verified goes, too. */
export function removeSoftwareToken({ tx }: Pick<Context, 'tx'>, user: User): void {
  tx.delete(softwareTokens).where(eq(softwareTokens.userId, user.id)).run()
  const mfaFactors = user.mfaFactors.filter((factor) => factor !== 'SOFTWARE_TOKEN_MFA')
  const mfaPreferred = user.mfaPreferred === 'SOFTWARE_TOKEN_MFA' ? null : user.mfaPreferred
  tx.update(users).set({ mfaFactors, mfaPreferred }).where(eq(users.id, user.id)).run()
}

// Documented: service model. The pool must have authenticator apps switched on.
function requireMethod(pool: Pool): void {
  ensure(pool.settings.SoftwareTokenMfaEnabled, faults.softwareTokenMfaNotFound)
}
