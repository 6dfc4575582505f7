import { ApiError } from '../api/errors.ts'
import type { Words } from './languages/en.ts'
import type { Trouble } from './pages/parts.tsx'
import { sayOf } from './signing-in.ts'

/** Which fields errors are about, by what tells the error; the last part of a field's name counts. */
const subjects: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:InvalidPassword|PasswordHistoryPolicyViolation)Exception|: Provided password/, ['password', 'newPassword']],
  [/^(?:CodeMismatch|ExpiredCode|EnableSoftwareTokenMFA)Exception/, ['code']],
  [/: Invalid phone number format|phone_number already exists/, ['phone_number', 'address', 'username']],
  [/: Invalid email address format|email already exists/, ['email', 'address', 'username']],
  [/^UsernameExistsException|: Username (?:should|cannot)|Value (?:.* )?at 'username'/, ['username']],
  [/Value (?:.* )?at '(?:password|proposedPassword)'/, ['password', 'newPassword']],
  [/Value (?:.* )?at 'confirmationCode'/, ['code']],
]

/** What a page says about an error, beside the one of its fields that it is about; anything but refusals is thrown on. */
export function troubleOf(words: Words, error: unknown, fields: readonly string[]): Trouble {
  const text = sayOf(words, error)
  const told = error instanceof ApiError ? `${error.name}: ${error.message}` : ''
  const [, wanted = []] = subjects.find(([pattern]) => pattern.test(told)) ?? []
  const field = wanted.flatMap((name) => fields.find((field) => field.replace(/^.*\./, '') === name) ?? [])[0]
  return { text, field }
}
