import { eq } from 'drizzle-orm'
import type { PasswordHashingAlgorithmType } from '../api/generated/types.ts'
import { hashPassword } from '../base/password-hash.ts'
import type { Context } from '../context.ts'
import { setMfaPreference } from '../domain/credentials/mfa-preference.ts'
import { requirePolicy } from '../domain/credentials/password-policy.ts'
import { identityOf } from '../domain/credentials/passwords.ts'
import { giveSoftwareToken } from '../domain/credentials/software-token.ts'
import { confirmDevice, newDevice, requireTracking, setRemembered } from '../domain/devices/devices.ts'
import { statement } from '../store/database.ts'
import { devices } from '../store/schema/devices.ts'
import { passkeys } from '../store/schema/passkeys.ts'
import type { Pool } from '../store/schema/pools.ts'
import type { User } from '../store/schema/users.ts'
import { pointingAt } from './run.ts'
import type { SeedUser } from './schema.ts'
import type { SeedPath } from './seed-error.ts'

/** Gives a new user the password of a seed, or the hash of one. */
export function givePassword(ctx: Context, pool: Pool, user: User, seed: SeedUser, path: SeedPath): void {
  if (seed.passwordHash) {
    const { earlier, setAt, imported, ...current } = seed.passwordHash
    const at = setAt === undefined ? ctx.clock.now() : Date.parse(setAt)
    const kind = imported && { ...imported, algorithm: imported.algorithm as PasswordHashingAlgorithmType }
    insertPassword(ctx, user, { ...current, imported: kind, position: 0, at })
    for (const [i, hash] of earlier.entries()) insertPassword(ctx, user, { ...hash, position: i + 1, at })
    return
  }
  const temporary = seed.password === undefined
  const password = seed.password ?? seed.temporaryPassword
  if (password === undefined) return
  pointingAt([...path, temporary ? 'temporaryPassword' : 'password'], () => requirePolicy(pool, password))
  const hash = hashPassword(ctx.random, identityOf(pool, user), password)
  insertPassword(ctx, user, { ...hash, temporary, position: 0, at: ctx.clock.now() })
}

interface PasswordRow {
  readonly position: number
  readonly salt: string
  readonly x: string
  readonly imported?: { readonly algorithm: PasswordHashingAlgorithmType; readonly hash: string } | undefined
  readonly temporary?: boolean
  readonly at: number
}

/** A password of a new user: there is no earlier one to make room for, and seeds make users by the thousand. */
function insertPassword(ctx: Context, user: User, { position, salt, x, imported, temporary, at }: PasswordRow): void {
  const insert =
    'INSERT INTO passwords (userId, position, salt, x, imported, temporary, setAt) VALUES (?, ?, ?, ?, ?, ?, ?)'
  const hash = imported === undefined ? null : JSON.stringify(imported)
  statement(ctx.tx, insert).run(user.id, position, salt, x, hash, Number(temporary ?? false), at)
}

type Factors = NonNullable<SeedUser['mfa']>

/** Gives a user the second factors of a seed. */
export function giveFactors(ctx: Context, pool: Pool, user: User, factors: Factors, path: SeedPath): void {
  const { totp, totpEnabled = true, sms, email, preferred, passkey } = factors
  if (totp !== undefined) giveSoftwareToken(ctx, user, totp)
  const setting = (enabled: boolean | undefined, name: Factors['preferred']) =>
    enabled === undefined ? undefined : { Enabled: enabled, PreferredMfa: enabled && preferred === name }
  const preference = {
    SMSMfaSettings: setting(sms, 'sms'),
    EmailMfaSettings: setting(email, 'email'),
    SoftwareTokenMfaSettings: setting(totp === undefined ? undefined : totpEnabled, 'totp'),
    WebAuthnMfaSettings: passkey === undefined ? undefined : { Enabled: passkey },
  }
  pointingAt(path, () => setMfaPreference(ctx, pool, user, preference))
}

/** Gives a user a confirmed device. */
export function giveDevice(
  ctx: Context,
  pool: Pool,
  user: User,
  { key, name, remembered, secret, lastIp, ...dates }: SeedUser['devices'][number],
  path: SeedPath,
): void {
  const made = () => ({
    salt: ctx.random.bytes(16).toString('base64'),
    verifier: ctx.random.bytes(384).toString('base64'),
  })
  const { salt, verifier } = secret ?? made()
  pointingAt(path, () => {
    requireTracking(pool)
    const device = confirmDevice(ctx, pool, user, {
      key: key ?? newDevice(ctx).DeviceKey,
      name,
      secret: { Salt: salt, PasswordVerifier: verifier },
    })
    if (remembered !== undefined) setRemembered(ctx, device, remembered)
    const moments = Object.entries(dates).flatMap(([column, at]) =>
      at === undefined ? [] : [[column, Date.parse(at)]],
    )
    const told = { ...(lastIp !== undefined && { lastIp }), ...Object.fromEntries(moments) }
    if (Object.keys(told).length > 0) ctx.tx.update(devices).set(told).where(eq(devices.key, device.key)).run()
  })
}

type SeedPasskey = SeedUser['passkeys'][number]

/** Gives a user a passkey whose private key is somewhere else. */
export function givePasskey(ctx: Context, user: User, passkey: SeedPasskey, path: SeedPath): void {
  const { attachment = null, createdAt, ...rest } = passkey
  const at = createdAt === undefined ? ctx.clock.now() : Date.parse(createdAt)
  const row = { ...rest, attachment, createdAt: at, poolId: user.poolId, userId: user.id }
  pointingAt(path, () => ctx.tx.insert(passkeys).values(row).run())
}
