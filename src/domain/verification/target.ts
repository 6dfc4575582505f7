import type { Pool } from '../../store/schema/pools.ts'
import type { ContactAttribute } from '../messages/masks.ts'

/** Where the code of a new user goes: undefined where nothing is verified automatically or the value is missing. */
export function verificationTarget(pool: Pool, attributes: ReadonlyMap<string, string>): ContactAttribute | undefined {
  const verified = pool.settings.AutoVerifiedAttributes ?? []
  // Documented: developer guide, signing up users. With both present the phone number wins.
  const order: ContactAttribute[] = ['phone_number', 'email']
  return order.find((attribute) => verified.includes(attribute) && attributes.has(attribute))
}
