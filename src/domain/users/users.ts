import { and, eq, or, sql } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AttributeType, UserType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import type { Pool } from '../../store/schema/pools.ts'
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
  const query = kept(tx, 'users by name', () =>
    tx
      .select({ kind: userNames.kind, userId: userNames.userId })
      .from(userNames)
      .where(
        and(
          eq(userNames.poolId, sql.placeholder('poolId')),
          or(eq(userNames.value, sql.placeholder('name')), eq(userNames.value, sql.placeholder('comparable'))),
        ),
      )
      .prepare(),
  )
  const found = query
    .all({ poolId: pool.id, name, comparable: comparable(pool, name) })
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
  return kept(tx, 'user by id', () =>
    tx
      .select()
      .from(users)
      .where(eq(users.id, sql.placeholder('id')))
      .prepare(),
  ).get({ id })
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
  const query = kept(tx, 'attributes of a user', () =>
    tx
      .select()
      .from(userAttributes)
      .where(eq(userAttributes.userId, sql.placeholder('userId')))
      .prepare(),
  )
  const rows = query.all({ userId: user.id })
  return new Map([['sub', user.sub], ...rows.map((row) => [row.name, row.value] as const)])
}

/** The same as the API prints it. Documented: `sub` comes first, the rest has no fixed order. */
export function toAttributeList(attributes: ReadonlyMap<string, string>): AttributeType[] {
  return [...attributes].map(([Name, Value]) => ({ Name, Value }))
}

/** A user as the lists and AdminCreateUser print one; `attributes` chooses, everything unless given. */
export function toUserType(ctx: Pick<Context, 'tx'>, user: User, attributes = attributesOf(ctx, user)): UserType {
  return {
    Username: user.username,
    Attributes: toAttributeList(attributes),
    UserCreateDate: new Date(user.createdAt),
    UserLastModifiedDate: new Date(user.modifiedAt),
    Enabled: user.enabled,
    UserStatus: user.status,
    // Observed: captures. Only users with the legacy setting have this member.
    MFAOptions: user.mfaOptions ?? undefined,
  }
}

/** Moves a user to another state and notes the moment; the returned row is the new one. */
export function updateUser(
  ctx: Pick<Context, 'tx' | 'clock'>,
  user: User,
  change: Partial<Pick<User, 'status' | 'enabled' | 'mfaFactors' | 'mfaPreferred' | 'passkeyMfa' | 'mfaOptions'>>,
): User {
  const modifiedAt = ctx.clock.now()
  return ctx.tx
    .update(users)
    .set({ ...change, modifiedAt })
    .where(eq(users.id, user.id))
    .returning()
    .get()
}

/** The user's second factors as the API prints them; members that say nothing are left out. */
export function mfaSettings(user: User): { PreferredMfaSetting?: string; UserMFASettingList?: string[] } {
  // Observed: an emulator's tests against the service. Both members are absent unless set.
  return {
    ...(user.mfaPreferred && { PreferredMfaSetting: user.mfaPreferred }),
    ...(user.mfaFactors.length > 0 && { UserMFASettingList: user.mfaFactors }),
  }
}
