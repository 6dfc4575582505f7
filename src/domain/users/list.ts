import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { UserStatusType, UserType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type User, userAttributes, users } from '../../store/schema/users.ts'
import { type Page, readPage } from '../pools/page-tokens.ts'
import { attributeDefinition } from '../pools/schema.ts'
import { isSearchable, readFilter, type UserFilter } from './filter.ts'
import { attributesOf, toUserType } from './users.ts'

/** What ListUsers was asked for. */
export interface UserQuery {
  readonly filter: string | undefined
  readonly attributesToGet: readonly string[] | undefined
  readonly limit: number | undefined
  readonly token: string | undefined
}

/** A user and what the list is ordered by. */
interface Row {
  readonly user: User
  readonly key: string
}

/** Where a page ended: the key and the row id of its last user. */
type Position = [key: string, id: number]

// Documented: ListUsers API page. A pagination token is good for an hour.
const tokenLife = 3_600_000
// Documented: ListUsers API page, Limit. Inferred: 0 means the default.
const usersOnAPage = 60

/** One page of the pool's users: by the attribute of the filter, by age where there is none. Reads only that page. */
export function listUsers(ctx: Context, pool: Pool, query: UserQuery): Page<UserType> {
  const filter = readFilter(query.filter)
  requireKnownAttributes(pool, query.attributesToGet)
  const page = readPage<Row, Position>(
    ctx,
    {
      operation: 'ListUsers',
      parameters: { pool: pool.id, filter: query.filter, attributes: query.attributesToGet?.join() },
      limit: query.limit || usersOnAPage,
      token: query.token,
      life: tokenLife,
    },
    (after, atMost) => readUsers(ctx, pool, filter, after, atMost),
    ({ key, user }) => [key, user.id],
  )
  return { ...page, items: page.items.map(({ user }) => chosenAttributes(ctx, user, query.attributesToGet)) }
}

function readUsers(
  ctx: Context,
  pool: Pool,
  filter: UserFilter | undefined,
  after: Position | undefined,
  atMost: number,
): Row[] {
  if (!filter) return byAge(ctx, pool, undefined, after, atMost)
  switch (filter.by) {
    case 'status': {
      const wanted = [true, false].filter((enabled) => fits(enabled ? 'Enabled' : 'Disabled', filter))
      return byAge(ctx, pool, inArray(users.enabled, wanted), after, atMost)
    }
    case 'cognito:user_status': {
      const folded = { ...filter, value: filter.value.toUpperCase() }
      const wanted = statuses.filter((status) => fits(status, folded))
      return byKey(ctx, pool, users.status, inArray(users.status, wanted), after, atMost)
    }
    // Documented: developer guide, managing users. Usernames are told apart by case.
    case 'username':
      return byKey(ctx, pool, users.username, matching(sql`${users.username}`, filter), after, atMost)
    case 'sub':
      return byKey(ctx, pool, users.sub, matching(sql`${users.sub}`, filter), after, atMost)
    default:
      return byAttribute(ctx, pool, filter, after, atMost)
  }
}

const statuses: readonly UserStatusType[] = [
  'ARCHIVED',
  'COMPROMISED',
  'CONFIRMED',
  'EXTERNAL_PROVIDER',
  'FORCE_CHANGE_PASSWORD',
  'RESET_REQUIRED',
  'UNCONFIRMED',
  'UNKNOWN',
]

function byAge({ tx }: Context, pool: Pool, only: SQL | undefined, after: Position | undefined, atMost: number): Row[] {
  const onward = after && sql`${users.id} > ${after[1]}`
  return tx
    .select()
    .from(users)
    .where(and(eq(users.poolId, pool.id), only, onward))
    .orderBy(asc(users.id))
    .limit(atMost)
    .all()
    .map((user) => ({ user, key: '' }))
}

function byKey(
  { tx }: Context,
  pool: Pool,
  column: typeof users.username | typeof users.sub | typeof users.status,
  only: SQL | undefined,
  after: Position | undefined,
  atMost: number,
): Row[] {
  const onward = after && sql`(${column}, ${users.id}) > (${after[0]}, ${after[1]})`
  return tx
    .select({ user: users, key: column })
    .from(users)
    .where(and(eq(users.poolId, pool.id), only, onward))
    .orderBy(asc(column), asc(users.id))
    .limit(atMost)
    .all()
}

function byAttribute(
  { tx }: Context,
  pool: Pool,
  filter: UserFilter,
  after: Position | undefined,
  atMost: number,
): Row[] {
  // Documented: developer guide, managing users. Other searches do not care about case.
  const value = sql`${userAttributes.value} collate nocase`
  const onward = after && sql`(${value}, ${userAttributes.userId}) > (${after[0]}, ${after[1]})`
  return tx
    .select({ user: users, key: userAttributes.value })
    .from(userAttributes)
    .innerJoin(users, eq(users.id, userAttributes.userId))
    .where(and(eq(userAttributes.poolId, pool.id), eq(userAttributes.name, filter.by), matching(value, filter), onward))
    .orderBy(value, asc(userAttributes.userId))
    .limit(atMost)
    .all()
}

/** A range where a beginning is searched for, so that an index serves both operators. */
function matching(column: SQL, { prefix, value }: UserFilter): SQL | undefined {
  if (!prefix) return sql`${column} = ${value}`
  return value === '' ? undefined : sql`${column} >= ${value} and ${column} < ${`${value}\u{10ffff}`}`
}

function fits(text: string, { prefix, value }: UserFilter): boolean {
  return prefix ? text.startsWith(value) : text === value
}

// Observed: public reports of the text. Documented: ListUsers API page, AttributesToGet.
const unknownAttribute = faults.invalidParameter('One or more requested attributes do not exist.')

function requireKnownAttributes(pool: Pool, names: readonly string[] | undefined): void {
  for (const name of names ?? []) ensure(attributeDefinition(pool, name), unknownAttribute)
}

/** Documented: ListUsers API page. Every user must have the attributes asked for, but for those that can be searched. */
function chosenAttributes(ctx: Context, user: User, names: readonly string[] | undefined): UserType {
  const attributes = attributesOf(ctx, user)
  if (names === undefined) return toUserType(ctx, user, attributes)
  const chosen = new Map<string, string>()
  for (const name of names) {
    const value = attributes.get(name)
    ensure(value !== undefined || isSearchable(name), unknownAttribute)
    if (value !== undefined) chosen.set(name, value)
  }
  return toUserType(ctx, user, chosen)
}
