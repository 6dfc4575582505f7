import type { Context } from '../context.ts'
import { findProvider } from '../domain/identity-providers/providers.ts'
import { setDirective } from '../domain/risk/directives.ts'
import { requireConforming, requireVerifiedValues } from '../domain/users/conformity.ts'
import { insertUser } from '../domain/users/create.ts'
import { addIdentity, subjectAttribute } from '../domain/users/identities.ts'
import { requireUsernameForm } from '../domain/users/names.ts'
import { statement } from '../store/database.ts'
import type { Pool } from '../store/schema/pools.ts'
import type { User } from '../store/schema/users.ts'
import { giveDevice, giveFactors, givePasskey, givePassword } from './credentials.ts'
import { pointingAt, type Run } from './run.ts'
import type { SeedUser } from './schema.ts'
import { type SeedPath, SeedProblem } from './seed-error.ts'
import { beginOf } from './times.ts'

/** The users that one entry of a seed stands for: `{n}` in their texts is the running number, from 1. */
export function* repeated(user: SeedUser): Generator<SeedUser> {
  if (user.repeat === undefined) {
    yield user
    return
  }
  const { history, ...rest } = user
  const template = JSON.stringify(rest)
  for (let n = 1; n <= user.repeat; n++) {
    yield { ...(JSON.parse(template.replaceAll('{n}', String(n))) as Omit<SeedUser, 'history'>), history }
  }
}

/** Makes a user with password, factors, groups and directive; no message is sent. */
export function applyUser({ ctx, run }: { ctx: Context; run: Run }, pool: Pool, seed: SeedUser, path: SeedPath): User {
  const user = insert(ctx, pool, seed, path)
  givePassword(ctx, pool, user, seed, path)
  for (const [i, GroupName] of seed.groups.entries()) {
    const input = { UserPoolId: pool.id, Username: user.username, GroupName }
    run([...path, 'groups', i], 'AdminAddUserToGroup', input)
  }
  for (const [i, passkey] of seed.passkeys.entries()) givePasskey(ctx, user, passkey, [...path, 'passkeys', i])
  if (seed.mfa) giveFactors(ctx, pool, user, seed.mfa, [...path, 'mfa'])
  for (const [i, device] of seed.devices.entries()) giveDevice(ctx, pool, user, device, [...path, 'devices', i])
  for (const [i, given] of seed.identities.entries()) link(ctx, pool, user, given, [...path, 'identities', i])
  if (seed.directive) setDirective(ctx, user, seed.directive.level, seed.directive.times)
  if (seed.modifiedAt !== undefined) {
    statement(ctx.tx, 'UPDATE users SET modifiedAt = ? WHERE id = ?').run(Date.parse(seed.modifiedAt), user.id)
  }
  return user
}

function insert(ctx: Context, pool: Pool, seed: SeedUser, path: SeedPath): User {
  const attributes = attributesOf(seed)
  const [told = 'username'] = (['attributes', 'email', 'phone'] as const).filter((key) => !isEmpty(seed[key]))
  pointingAt([...path, told], () => {
    requireConforming(pool, attributes)
    requireVerifiedValues(attributes)
  })
  return pointingAt([...path, 'username'], () => {
    // People from elsewhere are called by their provider and the name they have there.
    if (seed.status !== 'EXTERNAL_PROVIDER' && seed.username !== seed.sub) requireUsernameForm(pool, seed.username)
    return insertUser(at(ctx, seed), pool, {
      username: seed.username,
      sub: seed.sub,
      status: seed.status ?? (seed.temporaryPassword === undefined ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'),
      attributes,
      enabled: seed.enabled,
    })
  })
}

function isEmpty(value: object | string | undefined): boolean {
  return value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** The context of the moment when the user was made: before everything that is told of them. */
function at(ctx: Context, { createdAt, history }: SeedUser): Context {
  const now = ctx.clock.now()
  const moment =
    createdAt === undefined ? Math.min(now, ...history.map((row) => beginOf(row, now))) : Date.parse(createdAt)
  return { ...ctx, clock: { now: () => moment } }
}

function attributesOf({ email, emailVerified, phone, phoneVerified, attributes }: SeedUser): Map<string, string> {
  const short = {
    ...(email === undefined ? {} : { email, email_verified: String(emailVerified ?? true) }),
    ...(phone === undefined ? {} : { phone_number: phone, phone_number_verified: String(phoneVerified ?? true) }),
  }
  return new Map(Object.entries({ ...short, ...attributes }))
}

type Identity = SeedUser['identities'][number]

/** Federated people sign in as they did elsewhere, without the checks of AdminLinkProviderForUser. */
function link(ctx: Context, pool: Pool, user: User, given: Identity, path: SeedPath): void {
  const { provider, attribute = subjectAttribute, value, primary, createdAt } = given
  if (!findProvider(ctx, pool.id, provider)) {
    throw new SeedProblem([...path, 'provider'], `There is no identity provider "${provider}" in this pool.`)
  }
  const clock = { now: () => (createdAt === undefined ? ctx.clock.now() : Date.parse(createdAt)) }
  pointingAt(path, () => addIdentity({ ...ctx, clock }, pool, user, { provider, attribute, value }, primary))
}
