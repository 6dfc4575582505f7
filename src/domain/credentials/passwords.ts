import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { PasswordHashingAlgorithmType } from '../../api/generated/types.ts'
import { verifyImportedHash } from '../../base/imported-hash.ts'
import { hashPassword, verifyPassword } from '../../base/password-hash.ts'
import type { SrpIdentity } from '../../base/srp.ts'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { passwords, type User } from '../../store/schema/users.ts'
import { srpPoolName } from '../pools/pools.ts'

/** A password as it is kept. */
export type PasswordRow = typeof passwords.$inferSelect

/** Documented: PasswordPolicyType. A policy can look back at most 24 passwords. */
const keptPasswords = 25

/** Makes this the user's password; the one before it joins the history. Checks nothing. */
export function setPassword(
  ctx: Context,
  pool: Pool,
  user: User,
  password: string,
  { temporary }: { temporary: boolean },
): void {
  const { tx } = ctx
  const ofUser = eq(passwords.userId, user.id)
  // By way of negative numbers: the key must be unique after every single row.
  tx.update(passwords)
    .set({ position: sql`-1 - ${passwords.position}` })
    .where(ofUser)
    .run()
  tx.update(passwords)
    .set({ position: sql`-${passwords.position}` })
    .where(and(ofUser, lt(passwords.position, 0)))
    .run()
  tx.delete(passwords)
    .where(and(ofUser, gte(passwords.position, keptPasswords)))
    .run()
  const credential = hashPassword(ctx.random, identityOf(pool, user), password)
  tx.insert(passwords)
    .values({ userId: user.id, position: 0, ...credential, temporary, setAt: ctx.clock.now() })
    .run()
}

/** Whether this is the user's current password; false for a user who has none. */
export function checkPassword(ctx: Pick<Context, 'tx' | 'random'>, pool: Pool, user: User, password: string): boolean {
  const current = currentPassword(ctx, user)
  if (current?.imported) return checkImported(ctx, pool, user, password, current.imported)
  return current !== undefined && verifyPassword(current, identityOf(pool, user), password)
}

/** Makes a hash that an import brought along the user's password. Documented: CreateUserImportJob, the algorithms. */
export function setImportedPassword(
  ctx: Context,
  user: User,
  algorithm: PasswordHashingAlgorithmType,
  hash: string,
): void {
  // Nobody's: SRP needs a value that belongs to a password, and fails until there is one.
  const unusable = { salt: ctx.random.bytes(16).toString('hex'), x: ctx.random.bytes(32).toString('hex') }
  const row = { userId: user.id, position: 0, ...unusable, imported: { algorithm, hash }, temporary: false }
  ctx.tx
    .insert(passwords)
    .values({ ...row, setAt: ctx.clock.now() })
    .run()
}

function checkImported(
  ctx: Pick<Context, 'tx' | 'random'>,
  pool: Pool,
  user: User,
  password: string,
  { algorithm, hash }: NonNullable<PasswordRow['imported']>,
): boolean {
  if (!verifyImportedHash(algorithm, hash, password)) return false
  const credential = hashPassword(ctx.random, identityOf(pool, user), password)
  const current = and(eq(passwords.userId, user.id), eq(passwords.position, 0))
  ctx.tx
    .update(passwords)
    .set({ ...credential, verifier: null, imported: null })
    .where(current)
    .run()
  return true
}

/** The user's password now, undefined for users without one. */
export function currentPassword({ tx }: Pick<Context, 'tx'>, user: User): PasswordRow | undefined {
  const query = kept(tx, 'current password', () =>
    tx
      .select()
      .from(passwords)
      .where(and(eq(passwords.userId, sql.placeholder('userId')), eq(passwords.position, 0)))
      .prepare(),
  )
  return query.get({ userId: user.id })
}

/** Takes the user's password away, the earlier ones as well. */
export function removePasswords({ tx }: Pick<Context, 'tx'>, user: User): void {
  tx.delete(passwords).where(eq(passwords.userId, user.id)).run()
}

/** Throws PasswordHistoryPolicyViolationException for a password that the pool's policy still remembers. */
export function requireNotInHistory(ctx: Pick<Context, 'tx'>, pool: Pool, user: User, password: string): void {
  const remembered = pool.settings.Policies?.PasswordPolicy?.PasswordHistorySize ?? 0
  if (remembered === 0) return
  // Observed: an emulator's tests against the service. A temporary password may be kept as the new one.
  const rows = ctx.tx
    .select()
    .from(passwords)
    .where(and(eq(passwords.userId, user.id), eq(passwords.temporary, false)))
    .orderBy(asc(passwords.position))
    .limit(remembered)
    .all()
  const identity = identityOf(pool, user)
  const known = rows.some((row) => verifyPassword(row, identity, password))
  // Documented: the error and its meaning. Inferred: its text, never captured.
  const refusal = () =>
    new ApiError('PasswordHistoryPolicyViolationException', 'Password has previously been used and cannot be reused.')
  ensure(!known, refusal)
}

/** Whose password SRP proves: the part of the pool's id after `_`, and the stored username. */
export function identityOf(pool: Pool, user: User): SrpIdentity {
  return { poolName: srpPoolName(pool.id), userId: user.username }
}
