import { and, asc, count, eq, gt, sql } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { kept, statement } from '../../store/database.ts'
import { type Group, groupMembers, groups } from '../../store/schema/groups.ts'
import { type User, users } from '../../store/schema/users.ts'
import { type Page, readPage } from '../pools/page-tokens.ts'
import { groupsOnAPage } from './groups.ts'

// Documented: quotas page of the developer guide.
const groupsOfUserAtMost = 100
const usersOnAPage = 60

/** Puts a user into a group. Inferred: who is in it already stays in it, and that is no error. */
export function addMember(ctx: Context, group: Group, user: User): void {
  const member = { poolId: group.poolId, group: group.name, userId: user.id }
  const added = ctx.tx.insert(groupMembers).values(member).onConflictDoNothing().run().changes === 1
  if (!added) return
  const { number } = ctx.tx
    .select({ number: count() })
    .from(groupMembers)
    .where(eq(groupMembers.userId, user.id))
    .get() ?? { number: 0 }
  // Documented: quotas page. Inferred: type and text; the operation declares no LimitExceededException.
  ensure(number <= groupsOfUserAtMost, faults.invalidParameter('Maximum number of groups for the user exceeded.'))
}

/** Takes a user out of a group. Inferred: who is not in it is no error. */
export function removeMember({ tx }: Context, group: Group, user: User): void {
  tx.delete(groupMembers)
    .where(and(ofGroup(group), eq(groupMembers.userId, user.id)))
    .run()
}

/** One page of a user's groups by name. */
export function listGroupsOf(
  ctx: Context,
  user: User,
  limit: number | undefined,
  token: string | undefined,
): Page<Group> {
  return readPage<Group, string>(
    ctx,
    { operation: 'AdminListGroupsForUser', parameters: { user: user.id }, limit: limit || groupsOnAPage, token },
    (after, atMost) => groupRows(ctx, user, after, atMost),
    (group) => group.name,
  )
}

/** One page of a group's users, oldest first. */
export function listMembers(
  ctx: Context,
  group: Group,
  limit: number | undefined,
  token: string | undefined,
): Page<User> {
  return readPage<User, number>(
    ctx,
    {
      operation: 'ListUsersInGroup',
      parameters: { pool: group.poolId, group: group.name },
      limit: limit || usersOnAPage,
      token,
    },
    (after, atMost) =>
      ctx.tx
        .select({ user: users })
        .from(groupMembers)
        .innerJoin(users, eq(users.id, groupMembers.userId))
        .where(and(ofGroup(group), after === undefined ? undefined : gt(groupMembers.userId, after)))
        .orderBy(asc(groupMembers.userId))
        .limit(atMost)
        .all()
        .map(({ user }) => user),
    (user) => user.id,
  )
}

/** What a user's groups say in tokens. */
export interface GroupFacts {
  /** Names, best precedence first. */
  readonly groups: readonly string[]
  /** ARNs, each once. */
  readonly roles: readonly string[]
  /** Absent where groups of the best precedence differ about it. */
  readonly preferredRole: string | undefined
}

/** The user's groups with their roles. */
// Documented: developer guide, user pool groups. Precedence 0 is the highest, none the lowest. Inferred: groups without a
// role do not decide about it, and equal precedence is ordered by name.
export function groupsOf(ctx: Pick<Context, 'tx'>, user: User): GroupFacts {
  const rank = ({ precedence }: Group) => precedence ?? Number.POSITIVE_INFINITY
  const all = groupRows(ctx, user, undefined, groupsOfUserAtMost).sort((a, b) =>
    rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0,
  )
  const withRole = all.filter(({ roleArn }) => roleArn !== null)
  const best = withRole.filter((group) => rank(group) === rank(withRole[0]!))
  const candidates = new Set(best.map(({ roleArn }) => roleArn!))
  return {
    groups: all.map(({ name }) => name),
    roles: [...new Set(withRole.map(({ roleArn }) => roleArn!))],
    preferredRole: candidates.size === 1 ? [...candidates][0] : undefined,
  }
}

function groupRows({ tx }: Pick<Context, 'tx'>, user: User, after: string | undefined, atMost: number): Group[] {
  // Most users are in none, and to find that out costs a tenth of asking for the groups.
  if (!statement(tx, selectMembership).get(user.id)) return []
  const query = kept(tx, 'groups of a user', () =>
    tx
      .select({ group: groups })
      .from(groupMembers)
      .innerJoin(groups, and(eq(groups.poolId, groupMembers.poolId), eq(groups.name, groupMembers.group)))
      .where(and(eq(groupMembers.userId, sql.placeholder('userId')), gt(groupMembers.group, sql.placeholder('after'))))
      .orderBy(asc(groupMembers.group))
      .limit(sql.placeholder('atMost'))
      .prepare(),
  )
  // Every name is longer than the empty one.
  return query.all({ userId: user.id, after: after ?? '', atMost }).map(({ group }) => group)
}

const selectMembership = 'SELECT 1 FROM group_members WHERE userId = ? LIMIT 1'

function ofGroup(group: Group) {
  return and(eq(groupMembers.poolId, group.poolId), eq(groupMembers.group, group.name))
}
