import type { Client } from '../../store/schema/clients.ts'
import { isReadable } from '../users/conformity.ts'

/** The attributes that the client may read, `sub` included, in the same order. */
export function readableAttributes(client: Client, attributes: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...attributes].filter(([name]) => isReadable(client, name)))
}
