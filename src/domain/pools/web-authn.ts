import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { WebAuthnConfigurationType } from '../../api/generated/types.ts'

/** Public suffixes of two labels that people are likely to try; those of one label are told by having no dot. */
const publicSuffixes = new Set([
  'co.uk',
  'org.uk',
  'com.au',
  'co.jp',
  'co.nz',
  'com.br',
  'co.in',
  'github.io',
  'vercel.app',
])

/** Throws unless passkeys can be bound to the name. Documented: passkey page; public suffixes are refused. Inferred: the text. */
export function requireRelyingParty({ RelyingPartyId: name }: WebAuthnConfigurationType): void {
  if (name === undefined) return
  const wellFormed = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name)
  // Ours: browsers accept passkeys of localhost, and pages under test live there.
  const registrable = name === 'localhost' || (name.includes('.') && !publicSuffixes.has(name))
  ensure(
    wellFormed && registrable,
    invalid(`The relying party ID ${name} is not a valid domain or is a public suffix.`),
  )
}
