import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { authSessions, type SessionState } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { finishSignIn } from '../risk/protect.ts'

/** A sign-in under way as it is kept. */
export type SessionRow = typeof authSessions.$inferSelect

/**
 * Keeps how far a sign-in has come and returns the Session string, a new one unless given; without a user it is a
 * simulated one.
 */
export function openSession(
  ctx: Context,
  client: Client,
  user: User | undefined,
  state: SessionState,
  session = newSession(ctx),
): string {
  const now = ctx.clock.now()
  ctx.tx
    .insert(authSessions)
    .values({
      hash: hashOf(session),
      poolId: client.poolId,
      clientId: client.id,
      userId: user?.id ?? null,
      state,
      createdAt: now,
      // Documented: AuthSessionValidity, 3 minutes unless set.
      expiresAt: now + (client.settings.AuthSessionValidity ?? 3) * 60_000,
    })
    .run()
  return session
}

/** The session of this string while it can be answered, or the service's error. */
export function findSession(ctx: Context, clientId: string | undefined, session: string | undefined): SessionRow {
  // Inferred: a step that needs a session and comes without one is answered like garbage.
  ensure(session !== undefined, faults.invalidSession)
  const row = ctx.tx
    .select()
    .from(authSessions)
    .where(eq(authSessions.hash, hashOf(session)))
    .get()
  // Observed: captures of 2026, the three texts. Inferred: their order.
  ensure(row && (clientId === undefined || row.clientId === clientId), faults.invalidSession)
  ensure(row.usedAt === null, faults.sessionUsed)
  if (row.expiresAt <= ctx.clock.now()) {
    // Inferred: a sign-in with a wrong code fails when its session dies; one that was only abandoned stays as it is.
    if (row.state.eventId && row.state.mistaken) finishSignIn(ctx, row.state.eventId, { passed: false })
    throw keepingWrites(faults.sessionExpired())
  }
  return row
}

/** Uses a session up: its answer was right. */
export function closeSession(ctx: Context, row: SessionRow): void {
  ctx.tx.update(authSessions).set({ usedAt: ctx.clock.now() }).where(eq(authSessions.hash, row.hash)).run()
}

/** Notes something in a session that stays open. Observed: captures of 2026; a wrong code keeps its session alive. */
export function updateSession(ctx: Context, row: SessionRow, change: Partial<SessionState>): void {
  const state = { ...row.state, ...change }
  ctx.tx.update(authSessions).set({ state }).where(eq(authSessions.hash, row.hash)).run()
}

/** Observed: captures of 2026. An opaque text in base64 that begins like a blob of the AWS Encryption SDK. */
function newSession({ random }: Pick<Context, 'random'>): string {
  return `AYABe${random.bytes(96).toString('base64')}`
}

function hashOf(session: string): string {
  return createHash('sha256').update(session).digest('hex')
}
