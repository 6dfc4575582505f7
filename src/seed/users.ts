import { ApiError } from '../api/errors.ts'
import { hashPassword } from '../base/password-hash.ts'
import type { Context } from '../context.ts'
import { setMfaPreference } from '../domain/credentials/mfa-preference.ts'
import { requirePolicy } from '../domain/credentials/password-policy.ts'
import { identityOf } from '../domain/credentials/passwords.ts'
import { giveSoftwareToken } from '../domain/credentials/software-token.ts'
import { confirmDevice, newDevice, requireTracking, setRemembered } from '../domain/devices/devices.ts'
import { setDirective } from '../domain/risk/directives.ts'
import { insertUser } from '../domain/users/create.ts'
import { statement } from '../store/database.ts'
import type { Pool } from '../store/schema/pools.ts'
import type { User } from '../store/schema/users.ts'
import type { Run } from './run.ts'
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
  const user = within([...path, 'username'], () =>
    insertUser(at(ctx, seed), pool, {
      username: seed.username,
      sub: seed.sub,
      status: seed.status ?? (seed.temporaryPassword === undefined ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'),
      attributes: attributesOf(seed),
      enabled: seed.enabled,
    }),
  )
  givePassword(ctx, pool, user, seed, path)
  for (const GroupName of seed.groups) {
    const input = { UserPoolId: pool.id, Username: user.username, GroupName }
    run([...path, 'groups'], 'AdminAddUserToGroup', input)
  }
  if (seed.mfa) giveFactors(ctx, pool, user, seed.mfa, [...path, 'mfa'])
  for (const [i, device] of seed.devices.entries()) giveDevice(ctx, pool, user, device, [...path, 'devices', i])
  if (seed.directive) setDirective(ctx, user, seed.directive.level, seed.directive.times)
  return user
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

function givePassword(ctx: Context, pool: Pool, user: User, seed: SeedUser, path: SeedPath): void {
  if (seed.passwordHash) {
    insertPassword(ctx, user, seed.passwordHash)
    return
  }
  const temporary = seed.password === undefined
  const password = seed.password ?? seed.temporaryPassword
  if (password === undefined) return
  within([...path, temporary ? 'temporaryPassword' : 'password'], () => requirePolicy(pool, password))
  insertPassword(ctx, user, { ...hashPassword(ctx.random, identityOf(pool, user), password), temporary })
}

/** The first password of a new user: there is no earlier one to make room for, and seeds make users by the thousand. */
function insertPassword(ctx: Context, user: User, given: { salt: string; x: string; temporary: boolean }): void {
  const insert = 'INSERT INTO passwords (userId, position, salt, x, temporary, setAt) VALUES (?, 0, ?, ?, ?, ?)'
  statement(ctx.tx, insert).run(user.id, given.salt, given.x, Number(given.temporary), ctx.clock.now())
}

type Factors = NonNullable<SeedUser['mfa']>

function giveFactors(
  ctx: Context,
  pool: Pool,
  user: User,
  { totp, sms, email, preferred }: Factors,
  path: SeedPath,
): void {
  if (totp !== undefined) giveSoftwareToken(ctx, user, totp)
  const setting = (enabled: boolean | undefined, name: Factors['preferred']) =>
    enabled === undefined ? undefined : { Enabled: enabled, PreferredMfa: enabled && preferred === name }
  const preference = {
    SMSMfaSettings: setting(sms, 'sms'),
    EmailMfaSettings: setting(email, 'email'),
    SoftwareTokenMfaSettings: setting(totp === undefined ? undefined : true, 'totp'),
  }
  within(path, () => setMfaPreference(ctx, pool, user, preference))
}

function giveDevice(
  ctx: Context,
  pool: Pool,
  user: User,
  { key, name, remembered, secret }: SeedUser['devices'][number],
  path: SeedPath,
): void {
  const made = () => ({
    salt: ctx.random.bytes(16).toString('base64'),
    verifier: ctx.random.bytes(384).toString('base64'),
  })
  const { salt, verifier } = secret ?? made()
  within(path, () => {
    requireTracking(pool)
    const device = confirmDevice(ctx, pool, user, {
      key: key ?? newDevice(ctx).DeviceKey,
      name,
      secret: { Salt: salt, PasswordVerifier: verifier },
    })
    if (remembered !== undefined) setRemembered(ctx, device, remembered)
  })
}

/** What the service would refuse is a problem of this place in the file. */
function within<T>(path: SeedPath, deed: () => T): T {
  try {
    return deed()
  } catch (error) {
    if (error instanceof ApiError) throw new SeedProblem(path, error.message)
    throw error
  }
}
