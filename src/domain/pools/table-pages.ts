import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Context } from '../../context.ts'
import { type Page, type PageRequest, readPage } from './page-tokens.ts'

type Row<T extends SQLiteTable> = T['$inferSelect']

/** Which rows of a table make a list, and in which order. */
export interface RowOrder<T extends SQLiteTable> {
  /** The rows of the list; all of the table unless given. */
  readonly of?: SQL | undefined
  /** The columns that order them, the last of which tells those apart that the others do not. */
  readonly by: readonly (keyof Row<T> & string)[]
  /** Whether the greatest come first. */
  readonly descending?: boolean
}

/** Reads one page of a table, and no row before it. */
export function readRows<T extends SQLiteTable>(
  ctx: Pick<Context, 'tx' | 'random' | 'clock'>,
  request: PageRequest,
  table: T,
  { of, by, descending = false }: RowOrder<T>,
): Page<Row<T>> {
  // The names are the table's own, so each has its column.
  const columns = by.map((name) => (table as unknown as Record<string, SQLiteColumn>)[name]!)
  const order = columns.map((column) => (descending ? desc(column) : asc(column)))
  return readPage<Row<T>, (string | number)[]>(
    ctx,
    request,
    (after, atMost) =>
      ctx.tx
        .select()
        .from(table)
        .where(and(of, after && beyond(columns, after, descending)))
        .orderBy(...order)
        .limit(atMost)
        .all() as Row<T>[],
    (row) => by.map((name) => row[name] as string | number),
  )
}

/** SQLite compares rows of values as a whole. */
function beyond(columns: readonly SQLiteColumn[], after: readonly (string | number)[], descending: boolean): SQL {
  const row = (parts: readonly unknown[]) =>
    sql.join(
      parts.map((part) => sql`${part}`),
      sql`, `,
    )
  return descending ? sql`(${row(columns)}) < (${row(after)})` : sql`(${row(columns)}) > (${row(after)})`
}
