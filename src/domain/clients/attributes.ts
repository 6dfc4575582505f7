import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { ClientSettings } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { schemaOf } from '../pools/schema.ts'

// Documented: user attributes page, permissions with scopes. Lists may name this scope in place of the attributes.
const profileScope = 'oidc:profile'
const profileAttributes: ReadonlySet<string> = new Set([
  'name',
  'family_name',
  'given_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
])

/** Whether a client's list of attributes holds this one, by its own name or by the scope that stands for several. */
export function listsAttribute(list: readonly string[], name: string): boolean {
  return list.includes(name) || (profileAttributes.has(name) && list.includes(profileScope))
}

// Documented: user pool attributes page. No client may write these.
const neverWritable = ['sub', 'email_verified', 'phone_number_verified', 'identities']

/** Throws unless the pool has the attributes that a client wants to read and write. Observed: deployments of 2026, both texts. */
export function requireAttributes(pool: Pool, { ReadAttributes, WriteAttributes }: ClientSettings): void {
  const schema = schemaOf(pool)
  const visible = new Set(schema.filter((defined) => !defined.DeveloperOnlyAttribute).map(({ Name }) => Name))
  visible.add(profileScope)
  ensure(
    (ReadAttributes ?? []).every((name) => visible.has(name)),
    invalid('Invalid read attributes specified while creating a client'),
  )
  if (!WriteAttributes) return
  const writable = WriteAttributes.every((name) => visible.has(name) && !neverWritable.includes(name))
  // Inferred: required attributes must be writable, or nobody could sign up through the client.
  const required = schema.filter((defined) => defined.Required && defined.Name !== 'sub').map(({ Name }) => Name)
  ensure(
    writable && required.every((name) => listsAttribute(WriteAttributes, name)),
    invalid('Invalid write attributes specified while creating a client'),
  )
}
