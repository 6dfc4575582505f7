import type { Pool } from '../domain-request.ts'
import type { Words } from '../languages/en.ts'
import { Field, type Trouble } from './parts.tsx'

/** The script that ticks off what a new password has. */
export const newPasswordScript = 'new-password.js'

/** The field for a new password, with what the pool's policy asks of it. */
export function NewPassword(field: {
  words: Words
  pool: Pool
  name: 'password' | 'newPassword'
  autofocus?: boolean
  trouble: Trouble | undefined
}) {
  const { words, pool, name, autofocus, trouble } = field
  return (
    <Field
      name={name}
      label={name === 'password' ? words.password : words.newPassword}
      type="password"
      autocomplete="new-password"
      autofocus={autofocus}
      trouble={trouble}
      hint={
        <ul class="checks">
          {needs(words, pool).map(([pattern, text]) => (
            <li data-check={pattern}>{text}</li>
          ))}
        </ul>
      }
    />
  )
}

/** What a password must have, as patterns that scripts understand, and in words. */
function needs({ atLeast, passwordNeeds: { upper, lower, number, symbol } }: Words, { settings }: Pool) {
  const { MinimumLength = 8, ...required } = settings.Policies?.PasswordPolicy ?? {}
  const all: readonly (readonly [boolean | undefined, string, string])[] = [
    [true, `^[^]{${MinimumLength},}$`, atLeast(MinimumLength)],
    [required.RequireUppercase, '[A-Z]', upper],
    [required.RequireLowercase, '[a-z]', lower],
    [required.RequireNumbers, '[0-9]', number],
    [required.RequireSymbols, symbols, symbol],
  ]
  return all.filter(([applies]) => applies).map(([, pattern, text]) => [pattern, text] as const)
}

// Documented: developer guide, passwords; a space counts inside.
const symbols = '[$^*.[\\]{}()?"!@#%&/\\\\,><\':;|_~`=+-]|\\S \\S'
