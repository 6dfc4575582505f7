import { eq } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { decodePageToken, encodePageToken, type PagedList, type PagePosition } from '../../base/page-token.ts'
import type { Context } from '../../context.ts'
import { meta } from '../../store/schema/meta.ts'

type Where = Pick<Context, 'tx' | 'random' | 'clock'>

/** What a caller asked of a list: which one, how many, and where to go on. */
export interface PageRequest extends PagedList {
  readonly limit: number
  readonly token: string | undefined
  /** Milliseconds after which the next token expires; it does not unless given. */
  readonly life?: number
}

/** One page; `nextToken` is absent on the last one. */
export interface Page<T> {
  readonly items: T[]
  readonly nextToken: string | undefined
}

/**
 * Reads one page. `read` gets the position after which to go on (undefined at the start) and how many rows to read;
 * `positionOf` names the place of a row.
 */
export function readPage<T, P extends PagePosition>(
  ctx: Where,
  request: PageRequest,
  read: (after: P | undefined, atMost: number) => T[],
  positionOf: (row: T) => P,
): Page<T> {
  const key = pageTokenKey(ctx)
  const now = ctx.clock.now()
  let after: P | undefined
  if (request.token !== undefined) {
    const position = decodePageToken(key, request, request.token, now)
    ensure(position !== undefined, faults.invalidPaginationToken)
    // A token is only good for the list it was made for, so its position has this list's shape.
    after = position as P
  }
  const rows = read(after, request.limit + 1)
  const items = rows.slice(0, request.limit)
  const last = items.at(-1)
  if (rows.length <= request.limit || last === undefined) return { items, nextToken: undefined }
  const expiresAt = request.life === undefined ? undefined : now + request.life
  return { items, nextToken: encodePageToken(key, request, positionOf(last), expiresAt) }
}

/** The secret of this database that makes page tokens its own: 32 bytes, made when first needed. */
export function pageTokenKey({ tx, random }: Pick<Context, 'tx' | 'random'>): Buffer {
  const name = 'page-token-key'
  const present = tx.select().from(meta).where(eq(meta.key, name)).get()
  if (present) return present.value
  const value = random.bytes(32)
  tx.insert(meta).values({ key: name, value }).run()
  return value
}
