import { and, eq, inArray } from 'drizzle-orm'
import { type ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type User, userAttributes, userNames } from '../../store/schema/users.ts'
import { comparable } from './users.ts'

type NameKind = (typeof userNames.$inferSelect)['kind']

/** The attributes that can be a user's name besides the username. */
export type NameAttribute = 'email' | 'phone_number' | 'preferred_username'

const nameAttributes: readonly NameAttribute[] = ['email', 'phone_number', 'preferred_username']

/** Whether a text has the form of an e-mail address. Inferred: something, an at sign, and a name with a dot. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)
}

/** Whether a text has the form of a phone number. Documented: E.164, a plus and up to 15 digits. */
export function isPhoneNumber(text: string): boolean {
  return /^\+\d{1,15}$/.test(text)
}

/** Throws unless a new user of the pool may have this username. */
export function requireUsernameForm(pool: Pool, username: string): void {
  const { UsernameAttributes: asUsername = [], AliasAttributes: aliases = [] } = pool.settings
  if (asUsername.length > 0) {
    ensure(usernameAttribute(pool, username) !== undefined, faults.usernameForm(asUsername))
    return
  }
  ensure(!(aliases.includes('email') && isEmail(username)), faults.usernameIsEmail)
  ensure(!(aliases.includes('phone_number') && isPhoneNumber(username)), faults.usernameIsPhoneNumber)
}

/** The attribute that a username really is in a pool whose usernames are addresses or numbers; else undefined. */
export function usernameAttribute(pool: Pool, username: string): 'email' | 'phone_number' | undefined {
  const allowed = pool.settings.UsernameAttributes ?? []
  if (allowed.includes('email') && isEmail(username)) return 'email'
  if (allowed.includes('phone_number') && isPhoneNumber(username)) return 'phone_number'
  return undefined
}

/** What to do about a name that belongs to somebody else. */
export interface NameConflict {
  /** The error to throw. */
  readonly taken: (attribute: NameAttribute) => ApiError
  /** Take the name over instead: the holder's attribute becomes unverified. Aliases only. */
  readonly force?: boolean | undefined
}

/**
 * The attributes that can be a name of a user. Observed: public reports; where addresses or numbers are the usernames, an
 * account of an identity provider lives beside a local one with the same address.
 */
export function possibleNames(pool: Pool, { status }: Pick<User, 'status'>): readonly NameAttribute[] {
  return pool.settings.UsernameAttributes && status === 'EXTERNAL_PROVIDER' ? [] : nameAttributes
}

/** Makes the user's aliases in the registry of names what the attributes say, or throws `taken`. */
export function registerAliases(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  user: User,
  attributes: ReadonlyMap<string, string>,
  conflict: NameConflict,
): void {
  const { tx } = ctx
  if (!pool.settings.AliasAttributes && !pool.settings.UsernameAttributes) return
  const present = tx
    .select()
    .from(userNames)
    .where(and(eq(userNames.userId, user.id), inArray(userNames.kind, [...nameAttributes])))
    .all()
  for (const kind of possibleNames(pool, user)) {
    const wanted = aliasValue(pool, attributes, kind)
    const registered = present.find((name) => name.kind === kind)?.value
    if (wanted === registered) continue
    if (registered !== undefined)
      tx.delete(userNames)
        .where(and(eq(userNames.userId, user.id), eq(userNames.kind, kind)))
        .run()
    if (wanted === undefined) continue
    releaseName(ctx, pool, kind, wanted, conflict)
    insertName(ctx, pool, user, kind, wanted)
  }
}

/** The first attribute whose value is already somebody's name, for a user who is still to be made. */
export function findTakenAlias(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  attributes: ReadonlyMap<string, string>,
): NameAttribute | undefined {
  return nameAttributes.find((kind) => {
    const value = aliasValue(pool, attributes, kind)
    return value !== undefined && findHolder(ctx, pool, kind, value) !== undefined
  })
}

/** The row id of the user who has this name, ready for comparison. */
export function findHolder({ tx }: Pick<Context, 'tx'>, pool: Pool, kind: NameKind, value: string): number | undefined {
  const sql = 'SELECT "userId" FROM "user_names" WHERE "poolId" = ? AND "value" = ? AND "kind" = ?'
  return statement(tx, sql).pluck().get(pool.id, value, kind) as number | undefined
}

/** Registers a name, ready for comparison, that nobody has. */
export function insertName({ tx }: Pick<Context, 'tx'>, pool: Pool, user: User, kind: NameKind, value: string): void {
  const sql = 'INSERT INTO "user_names" ("poolId", "value", "kind", "userId") VALUES (?, ?, ?, ?)'
  statement(tx, sql).run(pool.id, value, kind, user.id)
}

/**
 * The name, ready for comparison, that an attribute gives to its user; undefined where it gives none.
 * Documented: developer guide, user attributes. An alias of an e-mail address or a phone number counts once verified;
 * where addresses and numbers are the usernames, they count from the start.
 */
export function aliasValue(
  pool: Pool,
  attributes: ReadonlyMap<string, string>,
  kind: NameAttribute,
): string | undefined {
  const value = attributes.get(kind)
  if (value === undefined) return undefined
  if (kind !== 'preferred_username' && pool.settings.UsernameAttributes?.includes(kind))
    return nameOf(pool, kind, value)
  if (!pool.settings.AliasAttributes?.includes(kind)) return undefined
  const counts = kind === 'preferred_username' || attributes.get(`${kind}_verified`)?.toLowerCase() === 'true'
  return counts ? nameOf(pool, kind, value) : undefined
}

/** A value of an attribute as names are compared. */
export function nameOf(pool: Pool, kind: NameAttribute, value: string): string {
  return kind === 'phone_number' ? value : comparable(pool, value)
}

function releaseName(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  kind: NameAttribute,
  value: string,
  conflict: NameConflict,
): void {
  const holder = findHolder(ctx, pool, kind, value)
  if (holder === undefined) return
  const movable = conflict.force && kind !== 'preferred_username' && pool.settings.AliasAttributes?.includes(kind)
  if (!movable) throw conflict.taken(kind)
  // Documented: developer guide, user attributes. The earlier holder keeps the value, unverified.
  ctx.tx
    .update(userAttributes)
    .set({ value: 'false' })
    .where(and(eq(userAttributes.userId, holder), eq(userAttributes.name, `${kind}_verified`)))
    .run()
  ctx.tx
    .delete(userNames)
    .where(and(eq(userNames.userId, holder), eq(userNames.kind, kind)))
    .run()
}
