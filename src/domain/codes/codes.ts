import { and, eq } from 'drizzle-orm'
import { keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context } from '../../context.ts'
import { codes } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'

/** A code that was sent and not yet used. */
export type CodeRow = typeof codes.$inferSelect

/** What a code is for; a user has at most one code of each purpose. */
export type CodePurpose = CodeRow['purpose']

/** A code to be made. */
export interface NewCode {
  readonly purpose: CodePurpose
  /** Where it goes: this attribute becomes verified by the right answer. */
  readonly attribute: CodeRow['attribute']
  readonly lifeSeconds: number
  /** The new value of the attribute that waits for this code. */
  readonly pendingValue?: string | undefined
}

// Documented: quotas page of the developer guide.
export const lifeOfCodes = { signUp: 86_400, attribute: 86_400, forgotPassword: 3600 } as const

/** Makes a code of six digits; an earlier one of the same purpose is worth nothing from now on. */
export function issueCode(
  ctx: Context,
  user: User,
  { purpose, attribute, lifeSeconds, pendingValue }: NewCode,
): string {
  // Documented: service model, six digits; Observed: captures.
  const code = ctx.ids.code(6)
  const issuedAt = ctx.clock.now()
  const row = {
    code,
    attribute,
    pendingValue: pendingValue ?? null,
    issuedAt,
    expiresAt: issuedAt + lifeSeconds * 1000,
  }
  ctx.tx
    .insert(codes)
    .values({ userId: user.id, purpose, ...row })
    .onConflictDoUpdate({ target: [codes.userId, codes.purpose], set: row })
    .run()
  return code
}

/** Uses a code up and returns what was kept with it, or throws as `checkCode` does. */
export function useCode(ctx: Context, user: User, purpose: CodePurpose, given: string): CodeRow {
  const row = checkCode(ctx, user, purpose, given)
  dropCode(ctx, user, purpose)
  return row
}

/**
 * What was kept with a code, which can still be used. Throws ExpiredCodeException for one that was never sent, is used or
 * too old, CodeMismatchException for another one; both keep what was written before, so that attempts are counted.
 */
export function checkCode(ctx: Context, user: User, purpose: CodePurpose, given: string): CodeRow {
  const row = findCode(ctx, user, purpose)
  // Inferred: a code that is too old says so before it is compared.
  if (!row || row.expiresAt <= ctx.clock.now()) throw keepingWrites(faults.expiredCode())
  if (!safeEqual(row.code, given)) throw keepingWrites(faults.codeMismatch())
  return row
}

/** The code that is out, expired ones included. */
export function findCode({ tx }: Pick<Context, 'tx'>, user: User, purpose: CodePurpose): CodeRow | undefined {
  return tx.select().from(codes).where(thisCode(user, purpose)).get()
}

/** Makes the code of this purpose worthless. */
export function dropCode({ tx }: Pick<Context, 'tx'>, user: User, purpose: CodePurpose): void {
  tx.delete(codes).where(thisCode(user, purpose)).run()
}

function thisCode(user: User, purpose: CodePurpose) {
  return and(eq(codes.userId, user.id), eq(codes.purpose, purpose))
}
