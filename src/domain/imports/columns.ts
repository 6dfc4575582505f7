import type { Pool } from '../../store/schema/pools.ts'
import { isCustomAttribute, schemaOf } from '../pools/schema.ts'

/** The columns that say something else than an attribute. */
export const usernameColumn = 'cognito:username'
export const mfaColumn = 'cognito:mfa_enabled'
/** Inferred: neither name nor place of the column for password hashes is documented; the header does not name it. */
export const hashColumn = 'cognito:password_hash'

// Documented: developer guide, the CSV header; Observed: CLI sample. In this order.
const standardColumns = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'email_verified',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'phone_number_verified',
  'address',
  'updated_at',
]

/** The columns that a file for this pool must have. */
export function columnsOf(pool: Pool): string[] {
  const custom = schemaOf(pool).flatMap(({ Name }) => (Name !== undefined && isCustomAttribute(Name) ? [Name] : []))
  return [...standardColumns, ...custom, mfaColumn, usernameColumn]
}

/** The cells of a line. Documented: developer guide, formatting the CSV file. No quotes; `\,` is a comma; trimmed. */
export function cellsOf(line: string): string[] {
  return line.split(/(?<!\\),/).map((cell) => cell.replaceAll('\\,', ',').trim())
}

/** Whether the header names every column once and nothing unknown, in any order. */
export function isHeaderOf(pool: Pool, header: string): boolean {
  const names = cellsOf(header)
  const expected = columnsOf(pool)
  const known = names.filter((name) => name !== hashColumn)
  return known.length === new Set(names).size - (names.includes(hashColumn) ? 1 : 0) && same(known, expected)
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join() === [...b].sort().join()
}
