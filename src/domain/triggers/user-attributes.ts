import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type User, userNames } from '../../store/schema/users.ts'
import { attributesOf, findUserById } from '../users/users.ts'

/** The attributes of a user as events carry them: all texts, the status among them; only `sub` for a user who is gone. */
export function triggerAttributes(ctx: Pick<Context, 'tx'>, { id, sub }: User): Record<string, string> {
  const user = findUserById(ctx, id)
  if (!user) return { sub }
  const attributes = attributesOf(ctx, user)
  // Observed: events in public logs. The alias members are there for users who can sign in with that attribute.
  const aliases = aliasesOf(ctx, user).flatMap((kind) => {
    const value = attributes.get(kind)
    return value === undefined ? [] : [[`cognito:${kind}_alias`, value] as const]
  })
  return { sub, ...Object.fromEntries(aliases), 'cognito:user_status': user.status, ...Object.fromEntries(attributes) }
}

function aliasesOf({ tx }: Pick<Context, 'tx'>, user: User): ('email' | 'phone_number')[] {
  const names = tx.select({ kind: userNames.kind }).from(userNames).where(eq(userNames.userId, user.id)).all()
  return (['email', 'phone_number'] as const).filter((kind) => names.some((name) => name.kind === kind))
}
