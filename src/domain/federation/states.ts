import { createHash } from 'node:crypto'
import { eq, lt } from 'drizzle-orm'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import {
  type FederatedSignIn,
  federatedSignIns,
  type SamlArrival,
  type SamlSession,
  usedAssertions,
} from '../../store/schema/oauth.ts'

/** Documented: SAML pages of the developer guide. A sign-in that is not finished in five minutes is cancelled. In ms. */
const life = 5 * 60_000

/** A sign-in that goes to a provider, with the secrets that only its beginning knows. */
export interface Departure {
  readonly row: FederatedSignIn
  /** Comes back from the provider. */
  readonly state: string
}

/** Remembers that a browser leaves for an identity provider. */
export function depart(
  ctx: Context,
  client: Client,
  going: Pick<FederatedSignIn, 'provider' | 'search' | 'returnUri'> & {
    readonly browser: string
    /** The session at the provider that is to end. */
    readonly ends?: SamlSession
  },
): Departure {
  const now = ctx.clock.now()
  ctx.tx.delete(federatedSignIns).where(lt(federatedSignIns.expiresAt, now)).run()
  const secret = () => ctx.random.bytes(32).toString('base64url')
  const state = secret()
  const { browser, ends, ...rest } = going
  const row: FederatedSignIn = {
    hash: hashOf(state),
    poolId: client.poolId,
    clientId: client.id,
    ...rest,
    browserHash: hashOf(browser),
    nonce: secret(),
    codeVerifier: secret(),
    // An XML id must not begin with a digit.
    requestId: `_${ctx.ids.uuid()}`,
    arrived: ends ? { attributes: {}, session: ends } : null,
    expiresAt: now + life,
  }
  ctx.tx.insert(federatedSignIns).values(row).run()
  return { row, state }
}

/** Where providers send browsers back that signed out. */
export const samlLogoutPath = '/saml2/logout'

/** The departure of a state that came back from signing in, or out; undefined for one that is unknown or too old. */
export function findDeparture(
  ctx: Context,
  poolId: string,
  state: string,
  from: 'sign-in' | 'sign-out' = 'sign-in',
): FederatedSignIn | undefined {
  const row = ctx.tx
    .select()
    .from(federatedSignIns)
    .where(eq(federatedSignIns.hash, hashOf(state)))
    .get()
  if (row?.poolId !== poolId || row.expiresAt <= ctx.clock.now()) return undefined
  return row.returnUri.endsWith(samlLogoutPath) === (from === 'sign-out') ? row : undefined
}

/** Notes whom the provider vouched for; the browser that left has yet to say that it was the one. */
export function arrive({ tx }: Context, { hash }: FederatedSignIn, arrived: SamlArrival): void {
  tx.update(federatedSignIns).set({ arrived }).where(eq(federatedSignIns.hash, hash)).run()
}

/** Uses a state up: it comes back once. */
export function endDeparture({ tx }: Context, { hash }: FederatedSignIn): void {
  tx.delete(federatedSignIns).where(eq(federatedSignIns.hash, hash)).run()
}

/** Whether this is the browser that left. */
export function isSameBrowser({ browserHash }: FederatedSignIn, browser: string | undefined): boolean {
  return browser !== undefined && safeEqual(browserHash, hashOf(browser))
}

/** Uses a SAML assertion or a provider's request up; false for one that was used before. */
export function useAssertion(ctx: Context, poolId: string, id: string): boolean {
  const now = ctx.clock.now()
  ctx.tx.delete(usedAssertions).where(lt(usedAssertions.expiresAt, now)).run()
  // Longer than any provider lets one live. Inferred.
  const used = { poolId, hash: hashOf(id), expiresAt: now + 24 * 3_600_000 }
  return ctx.tx.insert(usedAssertions).values(used).onConflictDoNothing().run().changes === 1
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
