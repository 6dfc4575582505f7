import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { passkeysOf } from '../../domain/credentials/passkeys.ts'
import { findSoftwareToken } from '../../domain/credentials/software-token.ts'
import { groupsOf } from '../../domain/groups/members.ts'
import { findDirective } from '../../domain/risk/directives.ts'
import { eventsOf } from '../../domain/risk/events.ts'
import { identitiesOf, subjectAttribute } from '../../domain/users/identities.ts'
import { attributesOf } from '../../domain/users/users.ts'
import { devices } from '../../store/schema/devices.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { Passkey } from '../../store/schema/passkeys.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { passwords, type User, type UserIdentity, users } from '../../store/schema/users.ts'
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
  attributes.delete('identities')
  const password = passwordOf(ctx, user)
  const directive = findDirective(ctx, user)
  const groups = groupsOf(ctx, user).groups
  const mfa = factorsOf(ctx, user)
  const known = devicesOf(ctx, user)
  const accounts = identitiesOf(ctx, user)
  const keys = passkeysOf(ctx, user)
  return {
    username: usernameOf(pool, user, attributes),
    sub: user.sub,
    status: user.status as NonNullable<SeedUserInput['status']>,
    createdAt: iso(user.createdAt),
    modifiedAt: iso(user.modifiedAt),
    ...(user.enabled ? {} : { enabled: false }),
    ...(password && { passwordHash: password }),
    attributes: Object.fromEntries(attributes),
    ...(mfa && { mfa }),
    ...(known.length > 0 && { devices: known }),
    ...(accounts.length > 0 && { identities: accounts.map(exportIdentity) }),
    ...(keys.length > 0 && { passkeys: keys.map(exportPasskey) }),
    ...(groups.length > 0 && { groups: [...groups] }),
    ...(directive && { directive: { level: directive.level, times: directive.remaining } }),
    ...(history && { history: pastOf(ctx, user).map(exportEvent) }),
  }
}

/** Where addresses and numbers are usernames, the stored username is the sub; the user goes by one of the two. */
function usernameOf(pool: Pool, user: User, attributes: ReadonlyMap<string, string>): string {
  const { UsernameAttributes: kinds } = pool.settings
  if (!kinds || user.username !== user.sub) return user.username
  return kinds.map((kind) => attributes.get(kind)).find(Boolean) ?? user.username
}

function passwordOf({ tx }: Context, user: User): SeedUserInput['passwordHash'] {
  const all = tx.select().from(passwords).where(eq(passwords.userId, user.id)).orderBy(asc(passwords.position)).all()
  const [current, ...earlier] = all
  if (!current) return undefined
  const { salt, x, temporary, setAt, imported } = current
  return {
    ...{ salt, x, temporary, setAt: iso(setAt) },
    ...(imported && { imported }),
    ...(earlier.length > 0 && { earlier: earlier.map((old) => ({ salt: old.salt, x: old.x })) }),
  }
}

function factorsOf(ctx: Context, user: User): SeedUserInput['mfa'] {
  const secret = findSoftwareToken(ctx, user)?.secret
  const { mfaFactors, mfaPreferred, passkeyMfa } = user
  if (mfaFactors.length === 0 && !secret) return undefined
  const preferred =
    mfaPreferred && ({ SOFTWARE_TOKEN_MFA: 'totp', SMS_MFA: 'sms', EMAIL_OTP: 'email' } as const)[mfaPreferred]
  return {
    ...(secret && { totp: secret, ...(!mfaFactors.includes('SOFTWARE_TOKEN_MFA') && { totpEnabled: false }) }),
    ...(mfaFactors.includes('SMS_MFA') && { sms: true }),
    ...(mfaFactors.includes('EMAIL_OTP') && { email: true }),
    ...(preferred && { preferred }),
    ...(passkeyMfa && { passkey: true }),
  }
}

function exportIdentity({ provider, attribute, value, primary, createdAt }: UserIdentity) {
  const other = attribute === subjectAttribute ? {} : { attribute }
  return { provider, value, ...other, ...(primary && { primary }), createdAt: iso(createdAt) }
}

function exportPasskey({ poolId: _p, userId: _u, attachment, createdAt, ...passkey }: Passkey) {
  return { ...passkey, ...(attachment && { attachment }), createdAt: iso(createdAt) }
}

function devicesOf({ tx }: Context, user: User): NonNullable<SeedUserInput['devices']> {
  const base64 = (hex: string) => Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64')
  return tx
    .select()
    .from(devices)
    .where(and(eq(devices.userId, user.id), isNull(devices.forgottenAt)))
    .orderBy(asc(devices.createdAt), asc(devices.key))
    .all()
    .map(({ key, name, remembered, salt, verifier, lastIp, createdAt, modifiedAt, authenticatedAt }) => ({
      key,
      ...(name !== null && { name }),
      ...{ remembered, secret: { salt: base64(salt), verifier: base64(verifier) }, lastIp },
      ...{ createdAt: iso(createdAt), modifiedAt: iso(modifiedAt), authenticatedAt: iso(authenticatedAt) },
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
    ...{ id, at: iso(at), type, response, level, address: event.context.ipAddress },
    ...(feedbackValue && { feedback: feedbackValue }),
    exact,
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
