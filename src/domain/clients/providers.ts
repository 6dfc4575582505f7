import { and, eq } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { ClientSettings } from '../../store/schema/clients.ts'
import { identityProviders } from '../../store/schema/identity-providers.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** Throws unless the pool has the providers of a client; COGNITO, the pool itself, is always there. */
export function requireProviders(ctx: Pick<Context, 'tx'>, pool: Pool, settings: ClientSettings): void {
  const missing = (settings.SupportedIdentityProviders ?? []).find(
    (name) => name !== 'COGNITO' && !hasProvider(ctx, pool.id, name),
  )
  // Observed: deployments of 2026.
  ensure(missing === undefined, invalid(`The provider ${missing} does not exist for User Pool ${pool.id}.`))
}

function hasProvider({ tx }: Pick<Context, 'tx'>, poolId: string, name: string): boolean {
  const { poolId: ofPool, name: called } = identityProviders
  return (
    tx
      .select({ called })
      .from(identityProviders)
      .where(and(eq(ofPool, poolId), eq(called, name)))
      .get() !== undefined
  )
}
