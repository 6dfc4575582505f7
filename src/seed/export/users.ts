import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { findSoftwareToken } from '../../domain/credentials/software-token.ts'
import { groupsOf } from '../../domain/groups/members.ts'
import { findDirective } from '../../domain/risk/directives.ts'
import { eventsOf } from '../../domain/risk/events.ts'
import { attributesOf } from '../../domain/users/users.ts'
import { devices } from '../../store/schema/devices.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { passwords, type User, users } from '../../store/schema/users.ts'
import type { SeedInput } from '../schema.ts'

type SeedUserInput = NonNullable<SeedInput['pools'][number]['users']>[number]

/** The users of a pool as a seed describes them, in the order in which they were made. */
export function exportUsers(ctx: Context, pool: Pool, { history }: { history: boolean }): SeedUserInput[] {
  return ctx.tx
    .select()
    .from(users)
    .where(eq(users.poolId, pool.id))
    .orderBy(asc(users.id))
    .all()
    .map((user) => exportUser(ctx, pool, user, history))
}

function exportUser(ctx: Context, pool: Pool, user: User, history: boolean): SeedUserInput {
  const attributes = attributesOf(ctx, user)
  attributes.delete('sub')
  const password = ctx.tx
    .select()
    .from(passwords)
    .where(eq(passwords.userId, user.id))
    .orderBy(asc(passwords.position))
    .get()
  const directive = findDirective(ctx, user)
  const groups = groupsOf(ctx, user).groups
  const mfa = factorsOf(ctx, user)
  const known = devicesOf(ctx, user)
  return {
    username: usernameOf(pool, user, attributes),
    sub: user.sub,
    status: user.status as NonNullable<SeedUserInput['status']>,
    createdAt: new Date(user.createdAt).toISOString(),
    ...(user.enabled ? {} : { enabled: false }),
    ...(password && { passwordHash: { salt: password.salt, x: password.x, temporary: password.temporary } }),
    attributes: Object.fromEntries(attributes),
    ...(mfa && { mfa }),
    ...(known.length > 0 && { devices: known }),
    ...(groups.length > 0 && { groups: [...groups] }),
    ...(directive && { directive: { level: directive.level, times: directive.remaining } }),
    ...(history && { history: pastOf(ctx, user).map(exportEvent) }),
  }
}

/** Where addresses are usernames, the stored username is the sub. */
function usernameOf(pool: Pool, user: User, attributes: ReadonlyMap<string, string>): string {
  const named = (pool.settings.UsernameAttributes ?? []).map((name) => attributes.get(name)).find(Boolean)
  return user.username === user.sub && named !== undefined ? named : user.username
}

function factorsOf(ctx: Context, user: User): SeedUserInput['mfa'] {
  const secret = findSoftwareToken(ctx, user)?.secret
  const { mfaFactors, mfaPreferred } = user
  if (mfaFactors.length === 0 && !secret) return undefined
  const preferred =
    mfaPreferred && ({ SOFTWARE_TOKEN_MFA: 'totp', SMS_MFA: 'sms', EMAIL_OTP: 'email' } as const)[mfaPreferred]
  return {
    ...(secret && { totp: secret }),
    ...(mfaFactors.includes('SMS_MFA') && { sms: true }),
    ...(mfaFactors.includes('EMAIL_OTP') && { email: true }),
    ...(preferred && { preferred }),
  }
}

function devicesOf({ tx }: Context, user: User): NonNullable<SeedUserInput['devices']> {
  const base64 = (hex: string) => Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64')
  return tx
    .select()
    .from(devices)
    .where(and(eq(devices.userId, user.id), isNull(devices.forgottenAt)))
    .orderBy(asc(devices.createdAt), asc(devices.key))
    .all()
    .map(({ key, name, remembered, salt, verifier }) => ({
      key,
      ...(name !== null && { name }),
      remembered,
      secret: { salt: base64(salt), verifier: base64(verifier) },
    }))
}

const pageSize = 500

function pastOf(ctx: Context, user: User): AuthEvent[] {
  const found: AuthEvent[] = []
  for (let page = eventsOf(ctx, user, { limit: pageSize }); page.length > 0; ) {
    found.push(...page)
    page = page.length < pageSize ? [] : eventsOf(ctx, user, { limit: pageSize, after: page.at(-1)! })
  }
  return found.reverse()
}

/** What a listed event cannot say is carried word for word. */
function exportEvent(event: AuthEvent): NonNullable<SeedUserInput['history']>[number] {
  const { seq: _, poolId: _p, userId: _u, id, at, type, response, level, feedbackValue, ...exact } = event
  return {
    ...{ id, at: new Date(at).toISOString(), type, response, level, address: event.context.ipAddress },
    ...(feedbackValue && { feedback: feedbackValue }),
    exact,
  }
}
