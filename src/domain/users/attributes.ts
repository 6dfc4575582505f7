import { and, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AttributeListType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type User, userAttributes } from '../../store/schema/users.ts'
import { type NameConflict, registerAliases } from './names.ts'
import { attributesOf, updateUser } from './users.ts'

/** Changes to attributes: a name with its new value, or with undefined when the attribute is to go. */
export type AttributeChanges = ReadonlyMap<string, string | undefined>

/** The attributes of a request by name. Later ones win; an attribute without a value is refused. */
export function readAttributes(list: AttributeListType | undefined): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const { Name, Value } of list ?? []) {
    // Observed: public reports.
    const absent = () => new ApiError('InvalidParameterException', `Attribute value for ${Name} must not be null`)
    ensure(Value !== undefined && Value !== null, absent)
    attributes.set(Name, Value)
  }
  return attributes
}

/** Writes changes of attributes, the names that follow from them and the date of the change. */
export function writeAttributes(
  ctx: Context,
  pool: Pool,
  user: User,
  changes: AttributeChanges,
  conflict: NameConflict = { taken: (attribute) => faults.aliasTaken(attribute)() },
): void {
  for (const [name, value] of changes) {
    if (value === undefined) removeAttribute(ctx, user, name)
  }
  const set = [...changes].filter((change): change is [string, string] => change[1] !== undefined)
  storeAttributes(ctx, user, new Map(set))
  registerAliases(ctx, pool, user, attributesOf(ctx, user), conflict)
  updateUser(ctx, user, {})
}

/** Writes values as they are; names and dates are the caller's. */
export function storeAttributes(
  { tx }: Pick<Context, 'tx'>,
  user: User,
  attributes: ReadonlyMap<string, string>,
): void {
  const sql = `INSERT INTO "user_attributes" ("userId", "name", "poolId", "value") VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET "value" = excluded."value"`
  for (const [name, value] of attributes) statement(tx, sql).run(user.id, name, user.poolId, storedValue(name, value))
}

/** Deletes a value; names and dates are the caller's. */
export function removeAttribute({ tx }: Pick<Context, 'tx'>, user: User, name: string): void {
  tx.delete(userAttributes)
    .where(and(eq(userAttributes.userId, user.id), eq(userAttributes.name, name)))
    .run()
}

/** Observed: an emulator's tests against the service. "True" is accepted for the verified flags. Inferred: kept in lower case. */
function storedValue(name: string, value: string): string {
  return name === 'email_verified' || name === 'phone_number_verified' ? value.toLowerCase() : value
}
