import { and, eq, inArray } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AttributeType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Pool } from '../../store/schema/pools.ts'
import { type User, userAttributes, userNames, users } from '../../store/schema/users.ts'

/** Every kind of name under which a user can be registered; see `user_names`. */
type NameKind = (typeof userNames.$inferSelect)['kind']

/** A name as it is compared. Documented: without case sensitivity username, e-mail and preferred name compare without case, numbers do not change. */
export function comparable(pool: Pool, name: string): string {
  return pool.settings.UsernameConfiguration?.CaseSensitive === false ? name.toLowerCase() : name
}

/** The user of this name: username, sub, or whatever alias the pool allows. */
export function findUser({ tx }: Pick<Context, 'tx'>, pool: Pool, name: string): User | undefined {
  // A value can be one user's alias and another's username: the username wins.
  const rank: Record<NameKind, number> = { username: 0, sub: 1, email: 2, phone_number: 2, preferred_username: 2 }
  const found = tx
    .select({ kind: userNames.kind, userId: userNames.userId })
    .from(userNames)
    .where(and(eq(userNames.poolId, pool.id), inArray(userNames.value, [comparable(pool, name), name])))
    .all()
    .sort((a, b) => rank[a.kind] - rank[b.kind])[0]
  return found && findUserById({ tx }, found.userId)
}

/** The user of this name, or UserNotFoundException. */
export function getUser(ctx: Pick<Context, 'tx'>, pool: Pool, name: string): User {
  const user = findUser(ctx, pool, name)
  ensure(user, faults.userDoesNotExist)
  return user
}

/** The user of this row id. */
export function findUserById({ tx }: Pick<Context, 'tx'>, id: number): User | undefined {
  return tx.select().from(users).where(eq(users.id, id)).get()
}

/** The user of this sub. */
export function findUserBySub({ tx }: Pick<Context, 'tx'>, poolId: string, sub: string): User | undefined {
  return tx
    .select()
    .from(users)
    .where(and(eq(users.poolId, poolId), eq(users.sub, sub)))
    .get()
}

/** The user's attributes by name, `sub` included and first. */
export function attributesOf({ tx }: Pick<Context, 'tx'>, user: User): Map<string, string> {
  const rows = tx.select().from(userAttributes).where(eq(userAttributes.userId, user.id)).all()
  return new Map([['sub', user.sub], ...rows.map((row) => [row.name, row.value] as const)])
}

/** The same as the API prints it. Documented: `sub` comes first, the rest has no fixed order. */
export function toAttributeList(attributes: ReadonlyMap<string, string>): AttributeType[] {
  return [...attributes].map(([Name, Value]) => ({ Name, Value }))
}
