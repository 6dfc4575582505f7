import { and, eq, sql } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { kept } from '../../store/database.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type CarriedFacts, type RefreshFamily, refreshFamilies } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { lifetimesOf } from '../clients/lifetimes.ts'
import { touchSsoSession } from './origin.ts'
import type { RefreshToken } from './refresh-token.ts'
import { newSessionId } from './session-ids.ts'

/** A sign-in whose refresh tokens make a family. */
export interface NewFamily {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly eventId: string
  /** Space separated. */
  readonly scope: string
  /** When the user signed in, in seconds since 1970. */
  readonly authTime: number
  readonly deviceKey?: string | undefined
  readonly carried?: CarriedFacts | undefined
  /** From where, when that is not simply the request's sender. */
  readonly from?: { readonly ipAddress: string; readonly userAgent?: string | undefined } | undefined
  /** The browser's session at the hosted pages through which the sign-in came. */
  readonly ssoSessionId?: string | undefined
  /** Set for implicit grants, whose refresh token nobody gets: they are no session of tokens. */
  readonly withoutSession?: boolean | undefined
}

/** Writes the family of a new sign-in, with its first refresh token. */
export function startFamily(ctx: Context, { pool, client, user, ...given }: NewFamily): RefreshFamily {
  const now = ctx.clock.now()
  const from = given.from ?? ctx.request
  const family: RefreshFamily = {
    id: ctx.ids.uuid(),
    poolId: client.poolId,
    clientId: client.id,
    userId: user.id,
    eventId: given.eventId,
    scope: given.scope,
    deviceKey: given.deviceKey ?? null,
    currentJti: ctx.ids.uuid(),
    previousJti: null,
    previousUntil: null,
    authTime: given.authTime,
    createdAt: now,
    expiresAt: now + lifetimesOf(client).refresh * 1000,
    revokedAt: null,
    lastUsedAt: now,
    ipAddress: from.ipAddress,
    userAgent: from.userAgent ?? null,
    sessionId: given.withoutSession ? null : newSessionId(ctx, pool, user),
    ssoSessionId: given.ssoSessionId ?? null,
    carried: given.carried ?? {},
  }
  const columns = Object.keys(family) as (keyof RefreshFamily)[]
  const insert = kept(ctx.tx, 'new refresh family', () =>
    ctx.tx
      .insert(refreshFamilies)
      .values(Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)])) as never)
      .prepare(),
  )
  insert.run(family as never)
  return family
}

/** Whether tokens of the user have ever named this device. */
export function hasDeviceFamily({ tx }: Pick<Context, 'tx'>, user: User, deviceKey: string): boolean {
  const named = and(eq(refreshFamilies.userId, user.id), eq(refreshFamilies.deviceKey, deviceKey))
  return tx.select({ id: refreshFamilies.id }).from(refreshFamilies).where(named).get() !== undefined
}

/** The family of an opened refresh token, if it is one of this client. */
export function findFamily(ctx: Context, client: Client, token: RefreshToken): RefreshFamily | undefined {
  const family = ctx.tx.select().from(refreshFamilies).where(eq(refreshFamilies.id, token.familyId)).get()
  return family?.clientId === client.id ? family : undefined
}

/** Throws unless the token may still be used. */
export function requireUsable(ctx: Context, family: RefreshFamily, token: RefreshToken): void {
  // Observed: public reports of the first text. Inferred: the second, and the order.
  ensure(family.revokedAt === null, faults.refreshTokenRevoked)
  ensure(family.expiresAt > ctx.clock.now(), faults.refreshTokenExpired)
  // Documented: refresh token page. After a rotation the earlier token lives on for the grace period.
  const inGrace = token.jti === family.previousJti && ctx.clock.now() < (family.previousUntil ?? 0)
  ensure(token.jti === family.currentJti || inGrace, refreshTokenReused)
}

/**
 * Notes that a refresh token was used. With `rotate` it is replaced and lives on for `graceSeconds`.
 * Inferred: used again within that time it leads to the same successor, so that parallel refreshes agree.
 */
export function useFamily(
  ctx: Context,
  family: RefreshFamily,
  token: RefreshToken,
  { rotate, graceSeconds }: { rotate: boolean; graceSeconds: number },
): RefreshFamily {
  const now = ctx.clock.now()
  const replaced = rotate && token.jti === family.currentJti
  const change = {
    lastUsedAt: now,
    ipAddress: ctx.request.ipAddress,
    userAgent: ctx.request.userAgent ?? null,
    ...(replaced && {
      currentJti: ctx.ids.uuid(),
      previousJti: family.currentJti,
      previousUntil: now + graceSeconds * 1000,
    }),
  }
  ctx.tx.update(refreshFamilies).set(change).where(eq(refreshFamilies.id, family.id)).run()
  // Documented: SDK of 2026. A rotation counts for the session at the hosted pages, a plain refresh does not.
  if (replaced && family.ssoSessionId !== null) touchSsoSession(ctx, family.ssoSessionId)
  return { ...family, ...change }
}

// Documented: the error and its meaning. Inferred: its text, never captured.
const refreshTokenReused = () =>
  new ApiError('RefreshTokenReuseException', 'Refresh token has been used already and was replaced by rotation.')
