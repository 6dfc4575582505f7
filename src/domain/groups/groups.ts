import { and, count, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { GroupType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Group, groups } from '../../store/schema/groups.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { Page } from '../pools/page-tokens.ts'
import { requireOwnRole } from '../pools/roles.ts'
import { readRows } from '../pools/table-pages.ts'

/** What a caller decides about a group. */
export type GroupSettings = Pick<Group, 'description' | 'roleArn' | 'precedence'>

// Documented: quotas page of the developer guide.
const groupsOfPoolAtMost = 10_000

/** Makes a group. Documented: CreateGroup API page. Its name is unique within the pool; Inferred: told apart by case. */
export function createGroup(ctx: Context, pool: Pool, name: string, settings: GroupSettings): Group {
  // Inferred: the texts of both errors.
  const exists = () => new ApiError('GroupExistsException', `A group with the name ${name} already exists.`)
  ensure(!findGroup(ctx, pool, name), exists)
  const tooMany = () => new ApiError('LimitExceededException', 'Maximum number of groups in the user pool exceeded.')
  ensure(numberOfGroups(ctx, pool) < groupsOfPoolAtMost, tooMany)
  requireOwnRole(ctx, settings.roleArn)
  const now = ctx.clock.now()
  return ctx.tx
    .insert(groups)
    .values({ poolId: pool.id, name, ...settings, createdAt: now, modifiedAt: now })
    .returning()
    .get()
}

/** Changes what is given and leaves the rest. Inferred: the API page does not say that members return to defaults. */
export function updateGroup(ctx: Context, pool: Pool, name: string, changes: Partial<GroupSettings>): Group {
  getGroup(ctx, pool, name)
  requireOwnRole(ctx, changes.roleArn)
  return ctx.tx
    .update(groups)
    .set({ ...changes, modifiedAt: ctx.clock.now() })
    .where(thisGroup(pool, name))
    .returning()
    .get()
}

/** Deletes a group; its members lose it. */
export function deleteGroup(ctx: Context, pool: Pool, name: string): void {
  getGroup(ctx, pool, name)
  ctx.tx.delete(groups).where(thisGroup(pool, name)).run()
}

/** The group of this name, or undefined. */
export function findGroup({ tx }: Pick<Context, 'tx'>, pool: Pool, name: string): Group | undefined {
  return tx.select().from(groups).where(thisGroup(pool, name)).get()
}

/** The group of this name, or ResourceNotFoundException. */
export function getGroup(ctx: Pick<Context, 'tx'>, pool: Pool, name: string): Group {
  const group = findGroup(ctx, pool, name)
  ensure(group, faults.groupNotFound)
  return group
}

/** One page of the pool's groups by name. Inferred: the service promises no order. */
export function listGroups(
  ctx: Context,
  pool: Pool,
  limit: number | undefined,
  token: string | undefined,
): Page<Group> {
  const list = { operation: 'ListGroups', parameters: { pool: pool.id }, limit: limit || groupsOnAPage, token }
  return readRows(ctx, list, groups, { of: eq(groups.poolId, pool.id), by: ['name'] })
}

/** How many a page holds unless the caller says. Documented: 60. Inferred: 0 means the same. */
export const groupsOnAPage = 60

/** A group as the API prints it. Observed: CLI samples. What is not set is left out. */
export function toGroupType(group: Group): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description ?? undefined,
    RoleArn: group.roleArn ?? undefined,
    Precedence: group.precedence ?? undefined,
    LastModifiedDate: new Date(group.modifiedAt),
    CreationDate: new Date(group.createdAt),
  }
}

function numberOfGroups({ tx }: Context, pool: Pool): number {
  return tx.select({ count: count() }).from(groups).where(eq(groups.poolId, pool.id)).get()?.count ?? 0
}

function thisGroup(pool: Pool, name: string) {
  return and(eq(groups.poolId, pool.id), eq(groups.name, name))
}
