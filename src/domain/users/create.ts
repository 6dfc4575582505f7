import { sql } from 'drizzle-orm'
import type { ApiError } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { UserStatusType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type User, users } from '../../store/schema/users.ts'
import { storeAttributes } from './attributes.ts'
import { findHolder, insertName, type NameConflict, registerAliases, usernameAttribute } from './names.ts'
import { comparable } from './users.ts'

/** A user to be made. */
export interface NewUser {
  /** As the caller gave it: an address or a number where those are the pool's usernames. */
  readonly username: string
  /** What the user is called in place of that; a migration function can choose. */
  readonly stored?: string | undefined
  /** Drawn from the ids of the context unless given. */
  readonly sub?: string | undefined
  readonly status: UserStatusType
  /** Without `sub`. */
  readonly attributes: ReadonlyMap<string, string>
  /** True unless given. */
  readonly enabled?: boolean | undefined
  /** The error when the username is in use; SignUp's unless given. */
  readonly taken?: (() => ApiError) | undefined
  /** Take an alias over from another user. */
  readonly forceAlias?: boolean | undefined
}

/** Writes a user with attributes and names. Throws UsernameExistsException for a username, address or alias in use. */
export function insertUser(ctx: Context, pool: Pool, draft: NewUser): User {
  const now = ctx.clock.now()
  const sub = draft.sub ?? ctx.ids.sub()
  const attribute = usernameAttribute(pool, draft.username)
  const attributes = new Map(draft.attributes)
  // Documented: developer guide, user attributes. The address or number is copied to its attribute and the username is
  // the sub. Inferred: an attribute that says something else stays as given.
  if (attribute !== undefined && !attributes.has(attribute)) attributes.set(attribute, draft.username)
  const username = draft.stored ?? (attribute === undefined ? draft.username : sub)
  requireFreeUsername(ctx, pool, username, draft.taken ?? faults.userAlreadyExists)
  const user = insertion(ctx).get({
    poolId: pool.id,
    username,
    sub,
    status: draft.status,
    enabled: draft.enabled ?? true,
    at: now,
  })
  registerIdentity(ctx, pool, user)
  storeAttributes(ctx, user, attributes)
  // Documented: AdminCreateUser API page, errors. A name in use is a UsernameExistsException when a user is made.
  const conflict: NameConflict = { taken: (alias) => faults.usernameAttributeTaken(alias)(), force: draft.forceAlias }
  registerAliases(ctx, pool, user, attributes, conflict)
  return user
}

/** Throws `taken` when a user of the pool has this username. */
function requireFreeUsername(ctx: Pick<Context, 'tx'>, pool: Pool, username: string, taken: () => ApiError): void {
  const holder = findHolder(ctx, pool, 'username', comparable(pool, username))
  if (holder !== undefined) throw taken()
}

/** Seeds and imports make users by the thousand. */
function insertion({ tx }: Context) {
  return kept(tx, 'insert a user', () =>
    tx
      .insert(users)
      .values({
        poolId: sql.placeholder('poolId'),
        username: sql.placeholder('username'),
        sub: sql.placeholder('sub'),
        status: sql.placeholder('status'),
        enabled: sql.placeholder('enabled'),
        mfaFactors: [],
        createdAt: sql.placeholder('at'),
        modifiedAt: sql.placeholder('at'),
      })
      .returning()
      .prepare(),
  )
}

function registerIdentity(ctx: Context, pool: Pool, user: User): void {
  insertName(ctx, pool, user, 'username', comparable(pool, user.username))
  insertName(ctx, pool, user, 'sub', user.sub)
}
