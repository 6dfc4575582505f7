import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import { type RiskLevel, riskDirectives } from '../../store/schema/events.ts'
import type { User } from '../../store/schema/users.ts'

/** The level of a user's next evaluated sign-ins, and for how many of them (null: until cleared). */
export interface Directive {
  readonly level: RiskLevel
  readonly remaining: number | null
}

/** Fixes the level of the user's next `times` evaluated sign-ins (null: until cleared); replaces what was set before. */
export function setDirective({ tx }: Pick<Context, 'tx'>, user: User, level: RiskLevel, times: number | null): void {
  const row = { userId: user.id, level, remaining: times }
  tx.insert(riskDirectives).values(row).onConflictDoUpdate({ target: riskDirectives.userId, set: row }).run()
}

/** Leaves the user's next sign-ins to magic addresses and the engine. */
export function clearDirective({ tx }: Pick<Context, 'tx'>, user: User): void {
  tx.delete(riskDirectives).where(eq(riskDirectives.userId, user.id)).run()
}

/** The directive that waits for the user's next evaluated sign-in, without using it up. */
export function findDirective({ tx }: Pick<Context, 'tx'>, user: User): Directive | undefined {
  const query = kept(tx, 'directive of a user', () =>
    tx
      .select({ level: riskDirectives.level, remaining: riskDirectives.remaining })
      .from(riskDirectives)
      .where(eq(riskDirectives.userId, sql.placeholder('userId')))
      .prepare(),
  )
  return query.get({ userId: user.id })
}

/** The level that a directive wants for this sign-in; uses one of its times up. */
export function takeDirective(ctx: Pick<Context, 'tx'>, user: User): RiskLevel | undefined {
  const directive = findDirective(ctx, user)
  if (!directive) return undefined
  const { level, remaining } = directive
  if (remaining !== null && remaining <= 1) clearDirective(ctx, user)
  else if (remaining !== null) setDirective(ctx, user, level, remaining - 1)
  return level
}
