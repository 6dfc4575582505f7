import { and, eq } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { attempts } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'

/** How often something may happen. */
export interface Limit {
  readonly max: number
  readonly windowSeconds: number
}

const anHour = 3600

// Documented: quotas page of the developer guide, per user and hour. Of "5 to 20, by risk" for a forgotten password (both
// operations together) the upper end. Inferred: a window opens with the first attempt and ends an hour later.
export const limits = {
  'confirm-sign-up': { max: 15, windowSeconds: anHour },
  'resend-code': { max: 5, windowSeconds: anHour },
  'forgot-password': { max: 20, windowSeconds: anHour },
  'change-password': { max: 5, windowSeconds: anHour },
  'request-attribute-code': { max: 5, windowSeconds: anHour },
  'verify-attribute': { max: 15, windowSeconds: anHour },
} as const satisfies Record<string, Limit>

/** Counts one attempt of the user; throws LimitExceededException for the one after `max` in a window. */
export function countAttempt(ctx: Context, user: User, kind: string, { max, windowSeconds }: Limit): void {
  const now = ctx.clock.now()
  const row = ctx.tx.select().from(attempts).where(thisKind(user, kind)).get()
  const open = row && now < row.firstAt + windowSeconds * 1000 ? row : undefined
  ensure(!open || open.count < max, faults.attemptLimitExceeded)
  const next = { count: (open?.count ?? 0) + 1, firstAt: open?.firstAt ?? now, lastAt: now }
  ctx.tx
    .insert(attempts)
    .values({ userId: user.id, kind, ...next })
    .onConflictDoUpdate({ target: [attempts.userId, attempts.kind], set: next })
    .run()
}

/** Forgets the attempts of one kind. */
export function clearAttempts({ tx }: Pick<Context, 'tx'>, user: User, kind: string): void {
  tx.delete(attempts).where(thisKind(user, kind)).run()
}

function thisKind(user: User, kind: string) {
  return and(eq(attempts.userId, user.id), eq(attempts.kind, kind))
}
