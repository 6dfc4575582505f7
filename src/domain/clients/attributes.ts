import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { ClientSettings } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { schemaOf } from '../pools/schema.ts'

// Documented: user pool attributes page. No client may write these.
const neverWritable = ['sub', 'email_verified', 'phone_number_verified', 'identities']

/** Throws unless the pool has the attributes that a client wants to read and write. Observed: deployments of 2026, both texts. */
export function requireAttributes(pool: Pool, { ReadAttributes, WriteAttributes }: ClientSettings): void {
  const schema = schemaOf(pool)
  const visible = new Set(schema.filter((defined) => !defined.DeveloperOnlyAttribute).map(({ Name }) => Name))
  ensure(
    (ReadAttributes ?? []).every((name) => visible.has(name)),
    invalid('Invalid read attributes specified while creating a client'),
  )
  if (!WriteAttributes) return
  const writable = WriteAttributes.every((name) => visible.has(name) && !neverWritable.includes(name))
  // Inferred: required attributes must be writable, or nobody could sign up through the client.
  const required = schema.filter((defined) => defined.Required && defined.Name !== 'sub').map(({ Name }) => Name)
  ensure(
    writable && required.every((name) => WriteAttributes.includes(name)),
    invalid('Invalid write attributes specified while creating a client'),
  )
}
