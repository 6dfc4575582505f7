import { and, count, eq, ne } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { TermsDescriptionType, TermsType, UpdateTermsRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Terms, terms } from '../../store/schema/branding.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { Page } from '../pools/page-tokens.ts'
import { readRows } from '../pools/table-pages.ts'

// Documented: quotas page, documents of a pool.
const termsAtMost = 40

/** The pool's document of that id, or ResourceNotFoundException. Inferred: the text. */
export function getTerms({ tx }: Pick<Context, 'tx'>, pool: Pool, id: string): Terms {
  const found = tx
    .select()
    .from(terms)
    .where(and(eq(terms.poolId, pool.id), eq(terms.id, id)))
    .get()
  ensure(found, () => new ApiError('ResourceNotFoundException', `Terms ${id} does not exist.`))
  return found
}

/** The client's document of that name, or ResourceNotFoundException. Inferred: the text. */
export function getTermsOfClient({ tx }: Pick<Context, 'tx'>, client: Client, name: string): Terms {
  const found = tx
    .select()
    .from(terms)
    .where(and(eq(terms.clientId, client.id), eq(terms.name, name)))
    .get()
  ensure(found, () => new ApiError('ResourceNotFoundException', `Terms ${name} does not exist.`))
  return found
}

/** Gives a client its document of one kind. */
export function createTerms(ctx: Context, client: Client, document: Pick<Terms, 'name' | 'links'>): Terms {
  requireFree(ctx, client, document.name, '')
  const present = ctx.tx.select({ count: count() }).from(terms).where(eq(terms.poolId, client.poolId)).get()!.count
  // Documented: quotas page. Inferred: the text.
  ensure(present < termsAtMost, () => new ApiError('LimitExceededException', 'Terms limit exceeded.'))
  const now = ctx.clock.now()
  const created: Terms = {
    id: ctx.ids.uuid(),
    poolId: client.poolId,
    clientId: client.id,
    ...document,
    createdAt: now,
    modifiedAt: now,
  }
  ctx.tx.insert(terms).values(created).run()
  return created
}

/** Replaces what the request names. Inferred: links as a whole. Source and enforcement have one value each. */
export function updateTerms(ctx: Context, document: Terms, request: UpdateTermsRequest): Terms {
  const name = request.TermsName ?? document.name
  requireFree(ctx, { id: document.clientId }, name, document.id)
  const changed = { name, links: request.Links ?? document.links, modifiedAt: ctx.clock.now() }
  ctx.tx.update(terms).set(changed).where(eq(terms.id, document.id)).run()
  return { ...document, ...changed }
}

/** Deletes a document. */
export function deleteTerms({ tx }: Pick<Context, 'tx'>, document: Terms): void {
  tx.delete(terms).where(eq(terms.id, document.id)).run()
}

/** One page of a pool's documents, oldest first. */
export function listTerms(
  ctx: Context,
  pool: Pool,
  request: { limit: number; token: string | undefined },
): Page<Terms> {
  const list = { operation: 'ListTerms', parameters: { poolId: pool.id }, ...request }
  return readRows(ctx, list, terms, { of: eq(terms.poolId, pool.id), by: ['createdAt', 'id'] })
}

/** A document as the operations about one document show it. Documented: source and enforcement have one value each. */
export function toTermsType(document: Terms): TermsType {
  return {
    ...toTermsDescription(document),
    UserPoolId: document.poolId,
    ClientId: document.clientId,
    TermsSource: 'LINK',
    Links: document.links,
  }
}

/** A document as an entry of ListTerms. */
export function toTermsDescription(document: Terms): TermsDescriptionType {
  return {
    TermsId: document.id,
    TermsName: document.name,
    Enforcement: 'NONE',
    CreationDate: new Date(document.createdAt),
    LastModifiedDate: new Date(document.modifiedAt),
  }
}

/** Throws where another document of the client has the name. Documented: TermsExistsException. Inferred: the text. */
function requireFree({ tx }: Context, client: Pick<Client, 'id'>, name: string, but: string): void {
  const taken = tx
    .select()
    .from(terms)
    .where(and(eq(terms.clientId, client.id), eq(terms.name, name), ne(terms.id, but)))
    .get()
  ensure(!taken, () => new ApiError('TermsExistsException', `Terms ${name} already exists for the client.`))
}
