import type { Client } from '../../store/schema/clients.ts'
import { isReadable } from '../users/conformity.ts'

/** The attributes that the client may read, `sub` included, in the same order. */
export function readableAttributes(client: Client, attributes: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...attributes].filter(([name]) => isReadable(client, name)))
}

/**
 * The attributes that OAuth scopes open, `sub` and `identities` included. Documented: resource servers page; openid alone
 * opens all of them, beside email, phone or profile only those of the named groups.
 */
export function scopedAttributes(
  scopes: readonly string[],
  attributes: ReadonlyMap<string, string>,
): Map<string, string> {
  if (!['email', 'phone', 'profile'].some((scope) => scopes.includes(scope))) return new Map(attributes)
  return new Map([...attributes].filter(([name]) => opens(scopes, name)))
}

function opens(scopes: readonly string[], name: string): boolean {
  if (name === 'sub' || name === 'identities') return true
  // Inferred: custom attributes belong to the profile, as the address does.
  return scopes.includes(groupOf[name] ?? 'profile')
}

const groupOf: Readonly<Record<string, string>> = {
  email: 'email',
  email_verified: 'email',
  phone_number: 'phone',
  phone_number_verified: 'phone',
}
