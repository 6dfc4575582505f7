import { asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Domain, domains, type Pool } from '../../store/schema/pools.ts'

/** The domain of that name, whichever pool it belongs to. */
export function findDomain({ tx }: Pick<Context, 'tx'>, domain: string): Domain | undefined {
  return tx.select().from(domains).where(eq(domains.domain, domain)).get()
}

/** The domains of a pool: at most one prefix and one of its own. */
export function domainsOf({ tx }: Pick<Context, 'tx'>, poolId: string): Domain[] {
  return tx.select().from(domains).where(eq(domains.poolId, poolId)).orderBy(asc(domains.createdAt)).all()
}

/** Where the pool's pages answer (`http://<domain>.localhost:<port>`), without a slash at the end; undefined without domain. */
export function domainUrlOf(ctx: Pick<Context, 'tx' | 'baseUrl'>, pool: Pick<Pool, 'id'>): string | undefined {
  const chosen = chosenDomain(ctx, pool)
  return chosen && `${new URL(ctx.baseUrl()).protocol}//${chosen.domain}.localhost${portOf(ctx.baseUrl())}`
}

/**
 * The same place for programs, below the server's own address: unlike browsers, most of them find no names below localhost.
 */
export function domainPathOf(ctx: Pick<Context, 'tx' | 'baseUrl'>, pool: Pick<Pool, 'id'>): string | undefined {
  const chosen = chosenDomain(ctx, pool)
  return chosen && `${ctx.baseUrl()}/_domains/${chosen.domain}`
}

// Documented: custom domains take precedence in what the service links to.
function chosenDomain(ctx: Pick<Context, 'tx'>, { id }: Pick<Pool, 'id'>): Domain | undefined {
  const all = domainsOf(ctx, id)
  return all.find(({ customDomainConfig }) => customDomainConfig) ?? all[0]
}

function portOf(baseUrl: string): string {
  const { port } = new URL(baseUrl)
  return port ? `:${port}` : ''
}
