import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type User, users } from '../../store/schema/users.ts'
import { forgetUser } from '../risk/model/forget.ts'

/** Deletes a user with everything that hangs on one, and takes back what the risk model learnt from them. */
export function removeUser(ctx: Context, user: User): void {
  forgetUser(ctx.tx, user.poolId, user.id)
  ctx.tx.delete(users).where(eq(users.id, user.id)).run()
}
