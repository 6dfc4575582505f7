import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { PasswordPolicyType } from '../../api/generated/types.ts'
import { randomText } from '../../base/random.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** One rule of a policy, and the sentence for a password that breaks it. */
interface Rule {
  readonly applies: (policy: PasswordPolicyType) => boolean | undefined
  readonly holds: (password: string, policy: PasswordPolicyType) => boolean
  readonly reason: string
}

// Documented: developer guide, passwords. It names the space as well, which the pattern of the API's model lets nobody send.
const symbols = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-'

// Observed: public reports of each sentence. Inferred: their order. Only the first rule that is broken is named.
const rules: readonly Rule[] = [
  {
    applies: () => true,
    holds: (password, policy) => password.length >= (policy.MinimumLength ?? 8),
    reason: 'Password not long enough',
  },
  {
    applies: (policy) => policy.RequireUppercase,
    holds: (password) => /[A-Z]/.test(password),
    reason: 'Password must have uppercase characters',
  },
  {
    applies: (policy) => policy.RequireLowercase,
    holds: (password) => /[a-z]/.test(password),
    reason: 'Password must have lowercase characters',
  },
  {
    applies: (policy) => policy.RequireNumbers,
    holds: (password) => /[0-9]/.test(password),
    reason: 'Password must have numeric characters',
  },
  {
    applies: (policy) => policy.RequireSymbols,
    holds: (password) => [...password].some((character) => symbols.includes(character)),
    reason: 'Password must have symbol characters',
  },
]

/** Throws InvalidPasswordException naming the first rule of the pool's policy that the password breaks. */
export function requirePolicy(pool: Pool, password: string): void {
  const policy = pool.settings.Policies?.PasswordPolicy ?? {}
  for (const rule of rules) {
    if (rule.applies(policy)) ensure(rule.holds(password, policy), faults.passwordPolicy(rule.reason))
  }
}

// Without characters that are easily taken for another, and without those that HTML or a shell would change.
const alphabets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '%+-=@_']

/** A password for an invitation that fits every policy of this length. Inferred: at least 8 characters of all four kinds. */
export function temporaryPassword(ctx: Pick<Context, 'random'>, pool: Pool): string {
  const length = Math.max(8, pool.settings.Policies?.PasswordPolicy?.MinimumLength ?? 8)
  const oneOfEach = alphabets.map((alphabet) => randomText(ctx.random, 1, alphabet)).join('')
  const rest = randomText(ctx.random, length - oneOfEach.length, alphabets.join(''))
  // The four given characters are spread over the password, never in a fixed place.
  const order = ctx.random.bytes(length)
  return [...(oneOfEach + rest)]
    .map((character, position) => ({ character, rank: order[position]! }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ character }) => character)
    .join('')
}
