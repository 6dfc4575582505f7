import { and, eq } from 'drizzle-orm'
import { verifier } from '../../base/srp.ts'
import type { Context } from '../../context.ts'
import { passwords, type User } from '../../store/schema/users.ts'
import { currentPassword } from './passwords.ts'

/** Salt and verifier (hexadecimal) of the user's password; undefined for users without one. Computed once a password. */
export function srpSecretOf(
  ctx: Pick<Context, 'tx'>,
  user: User,
): { readonly salt: string; readonly verifier: string } | undefined {
  const current = currentPassword(ctx, user)
  if (!current) return undefined
  const { salt, x } = current
  if (current.verifier) return { salt, verifier: current.verifier.toString('hex') }
  const made = verifier(x)
  const kept = Buffer.from(made.padStart(made.length + (made.length % 2), '0'), 'hex')
  ctx.tx
    .update(passwords)
    .set({ verifier: kept })
    .where(and(eq(passwords.userId, user.id), eq(passwords.position, 0)))
    .run()
  return { salt, verifier: made }
}
