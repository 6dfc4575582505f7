import { createHash } from 'node:crypto'
import { eq, lt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type AuthorizationCode, authorizationCodes } from '../../store/schema/oauth.ts'
import type { Authorization, SignedIn } from './authorization.ts'

/** Documented: quotas page. Five minutes, in ms. */
const life = 5 * 60_000
/** For how long a used code is still told from one that never was, in ms. Inferred. */
const remembered = 24 * 3_600_000

/** Writes an authorization code and returns it. Observed: captures; a UUID. */
export function issueAuthorizationCode(ctx: Context, authorization: Authorization, signedIn: SignedIn): string {
  const { pool, client, redirectUri, scope } = authorization
  const { user, eventId, authTime, facts, session } = signedIn
  const now = ctx.clock.now()
  ctx.tx
    .delete(authorizationCodes)
    .where(lt(authorizationCodes.expiresAt, now - remembered))
    .run()
  const code = ctx.ids.uuid()
  ctx.tx
    .insert(authorizationCodes)
    .values({
      hash: hashOf(code),
      ...{ poolId: pool.id, clientId: client.id, userId: user.id, eventId, redirectUri, scope, facts, authTime },
      ssoSessionId: session?.id ?? null,
      codeChallenge: authorization.codeChallenge ?? null,
      nonce: authorization.nonce ?? null,
      resource: authorization.resource ?? null,
      createdAt: now,
      expiresAt: now + life,
    })
    .run()
  return code
}

/** The code as it was issued, used or expired ones included for a while. */
export function findAuthorizationCode({ tx }: Pick<Context, 'tx'>, code: string): AuthorizationCode | undefined {
  return tx
    .select()
    .from(authorizationCodes)
    .where(eq(authorizationCodes.hash, hashOf(code)))
    .get()
}

/** Uses a code up. */
export function useAuthorizationCode({ tx, clock }: Context, { hash }: AuthorizationCode, familyId: string): void {
  tx.update(authorizationCodes).set({ usedAt: clock.now(), familyId }).where(eq(authorizationCodes.hash, hash)).run()
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
