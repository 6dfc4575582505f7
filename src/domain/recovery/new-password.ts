import { keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ConfirmForgotPasswordRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hidesExistence, unknownUser } from '../clients/existence.ts'
import { checkCode, dropCode } from '../codes/codes.ts'
import { countAttempt, limits } from '../codes/limits.ts'
import { clearFailures } from '../credentials/lockout.ts'
import { checkPassword, currentPassword, setPassword } from '../credentials/passwords.ts'
import type { ContactAttribute } from '../messages/masks.ts'
import { readAttempt } from '../risk/attempt.ts'
import { requireNewPassword } from '../risk/new-password.ts'
import { recordEvent } from '../risk/record.ts'
import { readNamed } from '../sign-up/named.ts'
import { writeAttributes } from '../users/attributes.ts'
import { aliasValue, findHolder, possibleNames } from '../users/names.ts'
import { attributesOf, updateUser } from '../users/users.ts'

/** Sets a new password for whoever holds the reset code, and confirms the user by it. */
// Inferred: this order: user, attempts, code, policy, history. A refused password leaves the code usable.
export function resetPassword(ctx: Context, input: ConfirmForgotPasswordRequest): User {
  const { client, pool, user } = readNamed(ctx, input)
  const attempt = readAttempt(ctx, pool, client, input)
  // Documented: developer guide, managing errors. An unknown and a disabled user look like a wrong code.
  if (!user) throw unknownUser(client, faults.codeMismatch)
  if (!user.enabled) throw hidesExistence(client) ? faults.codeMismatch() : faults.userIsDisabled()
  countAttempt(ctx, user, 'forgot-password', limits['forgot-password'])
  const { attribute } = checkCode(ctx, user, 'forgot-password', input.ConfirmationCode)
  const compromised = requireNewPassword(ctx, { pool, client, user, attempt, password: input.Password })
  dropCode(ctx, user, 'forgot-password')
  setPassword(ctx, pool, user, input.Password, { temporary: false })
  // Inferred: whoever was locked out may try the new password at once.
  clearFailures(ctx, user, 'password')
  verifyContact(ctx, pool, user, attribute)
  const type = 'PasswordChange' as const
  recordEvent(ctx, { pool, client, user, attempt, type, response: 'Pass', compromised, verified: true })
  return updateUser(ctx, user, { status: 'CONFIRMED' })
}

/** Replaces the password of a user who is signed in and knows the present one. */
export function changePassword(
  ctx: Context,
  { pool, client, user }: { pool: Pool; client: Client; user: User },
  previous: string | undefined,
  proposed: string,
): void {
  const attempt = readAttempt(ctx, pool, client, {})
  countAttempt(ctx, user, 'change-password', limits['change-password'])
  // Documented: ChangePassword API page. Only users without a password need not give one.
  const known = previous === undefined ? !currentPassword(ctx, user) : checkPassword(ctx, pool, user, previous)
  if (!known) throw keepingWrites(faults.incorrectUsernameOrPassword())
  const compromised = requireNewPassword(ctx, { pool, client, user, attempt, password: proposed })
  setPassword(ctx, pool, user, proposed, { temporary: false })
  recordEvent(ctx, { pool, client, user, attempt, type: 'PasswordChange', response: 'Pass', compromised })
  updateUser(ctx, user, {})
}

/** Inferred: an alias that somebody else took meanwhile stays theirs; the password is reset all the same. */
function verifyContact(ctx: Context, pool: Pool, user: User, attribute: ContactAttribute): void {
  const verified = new Map([...attributesOf(ctx, user), [`${attribute}_verified`, 'true']])
  const mayName = possibleNames(pool, user).includes(attribute)
  const name = mayName ? aliasValue(pool, verified, attribute) : undefined
  const holder = name === undefined ? undefined : findHolder(ctx, pool, attribute, name)
  if (holder !== undefined && holder !== user.id) return
  writeAttributes(ctx, pool, user, new Map([[`${attribute}_verified`, 'true']]))
}
