import { createHash } from 'node:crypto'
import { isListed } from './common-passwords.ts'

/**
 * Whether a password counts as leaked: it is a common one in any of its disguises, or `own` knows its hash (the additions
 * of a seed, see `passwordDigest`).
 */
export function isCompromised(password: string, own: (digest: string) => boolean): boolean {
  return isCommonPassword(password) || own(passwordDigest(password))
}

/** Whether a password is a common one, as it is or once its case, its ending and its look-alike characters are taken off. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase()
  if (lower.length > maxLength) return false
  if (isListed(lower) || isListed(withoutLookalikes(lower))) return true
  return [lower.replace(endingSymbols, ''), lower.replace(ending, '')].some(
    (core) => core.length >= minCore && (isListed(core) || isListed(withoutLookalikes(core))),
  )
}

/** SHA-256 of a password, in hex: the form in which a seed's compromised passwords are stored. Exact, not normalised. */
export function passwordDigest(password: string): string {
  return createHash('sha256').update(password).digest('hex')
}

/** Documented: SignUp API page, passwords have at most 256 characters. */
const maxLength = 256
/** Of what is left of a password, shorter cores prove nothing: three letters are a word by chance. */
const minCore = 4

const endingSymbols = /[^a-z0-9]+$/
const ending = /[^a-z]+$/

const lookalikes: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's', '1': 'l' }

function withoutLookalikes(text: string): string {
  return text.replace(/[@0$1]/g, (character) => lookalikes[character] ?? character)
}
