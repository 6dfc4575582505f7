import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import type { User } from '../../store/schema/users.ts'

/** What can be guessed too often: each counts for itself. */
export type Guess = 'password' | 'mfa'

/** The failed guesses of one kind that still count. */
export interface Failures {
  readonly count: number
  /** Of the last one, in ms since 1970. */
  readonly lastAt: number
}

// Documented: authentication page of the developer guide. Five failures lock for a second, each further one doubles it up
// to about 15 minutes; 15 quiet minutes reset. Documented: MFA page. Wrong codes start the same process.
const freeFailures = 5
const ceilingSeconds = 900
const refusals = { password: faults.passwordAttemptsExceeded, mfa: faults.userTemporarilyLocked }

/** The failures of a user that still count, if there are any. Throws while they lock the user; such an attempt does not count. */
export function requireUnlocked(ctx: Context, user: User, guess: Guess): Failures | undefined {
  const sql = 'SELECT "count", "lastAt" FROM "attempts" WHERE "userId" = ? AND "kind" = ?'
  const failures = statement(ctx.tx, sql).get(user.id, guess) as Failures | undefined
  if (!failures || ctx.clock.now() >= failures.lastAt + ceilingSeconds * 1000) return undefined
  ensure(ctx.clock.now() >= failures.lastAt + lockSeconds(failures.count) * 1000, refusals[guess])
  return failures
}

/** Counts one more failed guess after those that `requireUnlocked` found. */
export function countFailure(ctx: Context, user: User, guess: Guess, earlier: Failures | undefined): void {
  const now = ctx.clock.now()
  const sql = `INSERT INTO "attempts" ("userId", "kind", "count", "firstAt", "lastAt") VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET "count" = excluded."count", "lastAt" = excluded."lastAt"`
  statement(ctx.tx, sql).run(user.id, guess, (earlier?.count ?? 0) + 1, now, now)
}

/** Forgets the failed guesses of one kind: the right one was made, or an administrator set a new password. */
export function clearFailures(ctx: Pick<Context, 'tx'>, user: User, guess: Guess): void {
  statement(ctx.tx, 'DELETE FROM "attempts" WHERE "userId" = ? AND "kind" = ?').run(user.id, guess)
}

function lockSeconds(count: number): number {
  return count < freeFailures ? 0 : Math.min(2 ** (count - freeFailures), ceilingSeconds)
}
