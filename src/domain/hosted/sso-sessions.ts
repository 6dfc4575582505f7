import { createHash } from 'node:crypto'
import { and, eq, lt, sql } from 'drizzle-orm'
import { randomText } from '../../base/random.ts'
import type { Context } from '../../context.ts'
import { type Client, clients } from '../../store/schema/clients.ts'
import { type HostedFacts, type SsoSession, ssoSessions } from '../../store/schema/oauth.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { ssoMinutesOf } from '../clients/sessions.ts'
import { sessionTrackingOf } from '../pools/sessions.ts'
import { findUserById } from '../users/users.ts'

/** A session and the user it stands for. */
export interface LivingSession {
  readonly session: SsoSession
  readonly user: User
}

/** Documented: quotas page. The classic session of an hour, in minutes. */
const classicMinutes = 60

/** The living session of a cookie, whatever client asks. */
export function findSsoSession(ctx: Context, pool: Pool, cookie: string | undefined): LivingSession | undefined {
  if (!cookie) return undefined
  const session = ctx.tx
    .select()
    .from(ssoSessions)
    .where(eq(ssoSessions.cookieHash, hashOf(cookie)))
    .get()
  if (session?.poolId !== pool.id || session.expiresAt <= ctx.clock.now()) return undefined
  const user = findUserById(ctx, session.userId)
  // Documented: AdminDisableUser API page, SDK of 2026; disabling ends every session.
  return user?.enabled ? { session, user } : undefined
}

/**
 * Whether the session saves its user a sign-in at this client. Documented: SDK of 2026, counted from the last fresh
 * sign-in, and 0 asks each time. Inferred: without session tracking an hour for every client.
 */
export function isReusable(ctx: Pick<Context, 'clock'>, pool: Pool, client: Client, { freshAt }: SsoSession): boolean {
  const minutes = sessionTrackingOf(pool).tracking ? ssoMinutesOf(client) : classicMinutes
  return ctx.clock.now() < freshAt + minutes * 60_000
}

/** A session with the cookie that stands for it from now on. */
export interface OpenedSession {
  readonly session: SsoSession
  readonly cookie: string
  /** Life of the cookie, in seconds. */
  readonly maxAge: number
}

/**
 * Writes the session of a fresh sign-in. Documented: authorize endpoint page, a new cookie each time. Inferred: the
 * record of the same user in the same browser goes on; that of somebody else ends.
 */
export function openSsoSession(
  ctx: Context,
  signIn: {
    readonly pool: Pool
    readonly client: Client
    readonly user: User
    readonly eventId: string
    readonly facts: HostedFacts
    /** The cookie that the browser sent. */
    readonly cookie: string | undefined
  },
): OpenedSession {
  const { pool, client, user, eventId, facts } = signIn
  const now = ctx.clock.now()
  ctx.tx.delete(ssoSessions).where(lt(ssoSessions.expiresAt, now)).run()
  const before = findSsoSession(ctx, pool, signIn.cookie)
  const same = before?.user.id === user.id ? before.session : undefined
  if (before) endSsoSession(ctx, before.session)
  const cookie = ctx.random.bytes(32).toString('base64url')
  const maxAge = cookieMinutes(ctx, pool) * 60
  const session: SsoSession = {
    id: same?.id ?? `sso${randomText(ctx.random, 25, '0123456789abcdefghijklmnopqrstuvwxyz')}`,
    cookieHash: hashOf(cookie),
    ...{ poolId: pool.id, userId: user.id, clientId: client.id, eventId, facts },
    createdAt: same?.createdAt ?? now,
    freshAt: now,
    lastActiveAt: now,
    expiresAt: now + maxAge * 1000,
    ipAddress: ctx.request.ipAddress,
    userAgent: ctx.request.userAgent ?? null,
  }
  ctx.tx.insert(ssoSessions).values(session).run()
  return { session, cookie, maxAge }
}

/** Ends a session: its cookie is worth nothing from now on. Tokens that came through it live on. */
export function endSsoSession({ tx }: Pick<Context, 'tx'>, { id }: Pick<SsoSession, 'id'>): void {
  tx.delete(ssoSessions).where(eq(ssoSessions.id, id)).run()
}

/** Ends all sessions of a user. */
export function endSsoSessionsOf({ tx }: Pick<Context, 'tx'>, user: User): void {
  tx.delete(ssoSessions).where(eq(ssoSessions.userId, user.id)).run()
}

/** Ends the sessions of somebody who came from a SAML provider: those it names, else all. Answers how many. */
export function endSamlSessions(
  { tx }: Pick<Context, 'tx'>,
  pool: Pool,
  provider: string,
  { nameId, sessionIndexes }: { readonly nameId: string; readonly sessionIndexes: readonly string[] },
): number {
  const { poolId, facts } = ssoSessions
  const ofProvider = sql`json_extract(${facts}, '$.provider') = ${provider}`
  const ofPerson = sql`json_extract(${facts}, '$.saml.nameId') = ${nameId}`
  const found = tx
    .select()
    .from(ssoSessions)
    .where(and(eq(poolId, pool.id), ofProvider, ofPerson))
    .all()
    .filter(({ facts: { saml } }) => sessionIndexes.length === 0 || sessionIndexes.includes(saml?.sessionIndex ?? ''))
  for (const session of found) endSsoSession({ tx }, session)
  return found.length
}

/** Inferred: the longest that any client of the pool wants, and an hour at least; each client checks its own limit. */
function cookieMinutes(ctx: Context, pool: Pool): number {
  if (!sessionTrackingOf(pool).tracking) return classicMinutes
  const all = ctx.tx.select().from(clients).where(eq(clients.poolId, pool.id)).all()
  return Math.max(classicMinutes, ...all.map(ssoMinutesOf))
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex')
}
