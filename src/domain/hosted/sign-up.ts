import type { Client } from '../../store/schema/clients.ts'
import { requireWritable } from '../users/conformity.ts'

/** Whether people may give the attribute when they sign up through the client. */
export function isWritableBy(client: Client, name: string): boolean {
  try {
    requireWritable(client, [name])
    return true
  } catch {
    return false
  }
}
