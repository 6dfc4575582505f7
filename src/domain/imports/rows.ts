import { ApiError } from '../../api/errors.ts'
import type { PasswordHashingAlgorithmType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import { setImportedPassword } from '../credentials/passwords.ts'
import { requireConforming, requireNotReserved } from '../users/conformity.ts'
import { insertUser } from '../users/create.ts'
import { findTakenAlias, requireUsernameForm, usernameAttribute } from '../users/names.ts'
import { findUser, updateUser } from '../users/users.ts'
import { cellsOf, hashColumn, mfaColumn, usernameColumn } from './columns.ts'

/** What became of a line, and why. */
export interface LineResult {
  readonly outcome: 'SUCCEEDED' | 'SKIPPED' | 'FAILED'
  readonly reason: string
}

// Documented: developer guide, formatting the CSV file.
const longestRow = 16_000

/** Makes the user that a line describes. Every check comes before the first write, so that a failed line leaves nothing. */
export function importLine(
  ctx: Context,
  pool: Pool,
  header: readonly string[],
  text: string,
  algorithm: PasswordHashingAlgorithmType | null,
): LineResult {
  try {
    return importRow(ctx, pool, readRow(header, text), algorithm)
  } catch (error) {
    if (error instanceof LineError || error instanceof ApiError) return { outcome: 'FAILED', reason: error.message }
    throw error
  }
}

/** Why a line cannot be a user; the message is the reason in the log. Inferred: the texts unless they say otherwise. */
class LineError extends Error {}

function readRow(header: readonly string[], text: string): Map<string, string> {
  if (text.length > longestRow) throw new LineError(`The line has more than ${longestRow} characters.`)
  const cells = cellsOf(text)
  if (cells.length !== header.length) throw new LineError('The number of columns does not match the header.')
  return new Map(header.map((name, position) => [name, cells[position]!] as const).filter(([, value]) => value !== ''))
}

function importRow(
  ctx: Context,
  pool: Pool,
  row: ReadonlyMap<string, string>,
  algorithm: PasswordHashingAlgorithmType | null,
): LineResult {
  const username = requireUsername(pool, row)
  // Documented: developer guide, results of an import in CloudWatch; these two texts and the one for unverified users.
  if (findUser(ctx, pool, username)) return { outcome: 'SKIPPED', reason: 'The user already exists.' }
  const attributes = requireAttributes(ctx, pool, row, username)
  const mfaFactors = requireMfa(pool, row, attributes)
  const hash = algorithm === null ? undefined : row.get(hashColumn)
  // Documented: developer guide, importing users. Inferred: a user whose password hash came along need not reset it.
  const user = insertUser(ctx, pool, { username, status: hash ? 'CONFIRMED' : 'RESET_REQUIRED', attributes })
  if (mfaFactors.length > 0) updateUser(ctx, user, { mfaFactors })
  if (hash && algorithm) setImportedPassword(ctx, user, algorithm, hash)
  return { outcome: 'SUCCEEDED', reason: 'The import succeeded.' }
}

function requireUsername(pool: Pool, row: ReadonlyMap<string, string>): string {
  const username = row.get(usernameColumn)
  if (username === undefined) throw new LineError('The username is missing.')
  if (/\s/.test(username) || username.length > 128) throw new LineError('The username is not valid.')
  requireUsernameForm(pool, username)
  return username
}

function requireAttributes(
  ctx: Context,
  pool: Pool,
  row: ReadonlyMap<string, string>,
  username: string,
): Map<string, string> {
  const attributes = new Map([...row].filter(([name]) => !name.startsWith('cognito:')))
  const name = usernameAttribute(pool, username)
  if (name !== undefined && !attributes.has(name)) attributes.set(name, username)
  requireNotReserved(attributes.keys())
  requireConforming(pool, attributes, { complete: true })
  const birthdate = attributes.get('birthdate')
  // Documented: developer guide, formatting the CSV file.
  if (birthdate !== undefined && !/^\d\d\/\d\d\/\d{4}$/.test(birthdate))
    throw new LineError('The birthdate is not mm/dd/yyyy.')
  const isVerified = (attribute: string) =>
    attributes.has(attribute) && attributes.get(`${attribute}_verified`)?.toLowerCase() === 'true'
  if (!(pool.settings.AutoVerifiedAttributes ?? []).some(isVerified)) {
    throw new LineError(
      'The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).',
    )
  }
  const taken = findTakenAlias(ctx, pool, attributes)
  if (taken !== undefined) throw new LineError(`An account with the given ${taken} already exists.`)
  return attributes
}

/** Documented: developer guide, formatting the CSV file. The column must be there and fit what the pool wants. */
function requireMfa(
  pool: Pool,
  row: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): MfaFactor[] {
  const text = row.get(mfaColumn)?.toLowerCase()
  if (text !== 'true' && text !== 'false') throw new LineError(`${mfaColumn} must be true or false.`)
  const wanted = text === 'true'
  const mode = pool.settings.MfaConfiguration ?? 'OFF'
  if (wanted && mode === 'OFF') throw new LineError('MFA is switched off for the user pool.')
  if (!wanted && mode === 'ON') throw new LineError('MFA is required for the user pool.')
  if (!wanted) return []
  if (!attributes.has('phone_number')) throw new LineError('A user with MFA needs a phone number.')
  return ['SMS_MFA']
}
