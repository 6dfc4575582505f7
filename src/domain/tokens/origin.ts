import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { ssoSessions } from '../../store/schema/oauth.ts'

/** Notes that a session at the hosted pages was of use. Documented: SDK of 2026; this does not make it fresh. */
export function touchSsoSession({ tx, clock }: Pick<Context, 'tx' | 'clock'>, id: string): void {
  tx.update(ssoSessions).set({ lastActiveAt: clock.now() }).where(eq(ssoSessions.id, id)).run()
}
