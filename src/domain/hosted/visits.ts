import { createHash } from 'node:crypto'
import { eq, lt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { type HostedProgress, hostedVisits } from '../../store/schema/oauth.ts'

export type { HostedProgress }

/** Inferred: as long as the longest sign-in session; what a step waits for has a life of its own. In ms. */
const life = 15 * 60_000

/** Keeps how far a visitor has come; returns the cookie that stands for it. */
export function openVisit(ctx: Context, client: Client, progress: HostedProgress): string {
  const now = ctx.clock.now()
  ctx.tx.delete(hostedVisits).where(lt(hostedVisits.expiresAt, now)).run()
  const cookie = ctx.random.bytes(24).toString('base64url')
  const visit = { hash: hashOf(cookie), poolId: client.poolId, clientId: client.id, progress, expiresAt: now + life }
  ctx.tx.insert(hostedVisits).values(visit).run()
  return cookie
}

/** How far the visitor with this cookie has come at the client. */
export function findVisit(ctx: Context, client: Client, cookie: string | undefined): HostedProgress | undefined {
  if (!cookie) return undefined
  const row = ctx.tx
    .select()
    .from(hostedVisits)
    .where(eq(hostedVisits.hash, hashOf(cookie)))
    .get()
  return row?.clientId === client.id && row.expiresAt > ctx.clock.now() ? row.progress : undefined
}

/** Notes how much further a visitor has come. */
export function continueVisit({ tx }: Context, cookie: string, progress: HostedProgress): void {
  tx.update(hostedVisits)
    .set({ progress })
    .where(eq(hostedVisits.hash, hashOf(cookie)))
    .run()
}

/** Forgets a visit. */
export function closeVisit({ tx }: Context, cookie: string): void {
  tx.delete(hostedVisits)
    .where(eq(hostedVisits.hash, hashOf(cookie)))
    .run()
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex')
}
