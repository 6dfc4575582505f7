import { createHmac } from 'node:crypto'
import type { CodeDeliveryDetailsType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { pageTokenKey } from '../pools/page-tokens.ts'
import { isEmail, isPhoneNumber } from '../users/names.ts'
import { comparable } from '../users/users.ts'
import { type ContactAttribute, deliveryDetails } from './masks.ts'

/**
 * Delivery details for a user who is not there, the same for the same name every time.
 * Documented: developer guide, managing errors. They follow the form of the name and the settings of the pool.
 */
export function simulatedDelivery(
  ctx: Context,
  pool: Pool,
  name: string,
  usual: ContactAttribute,
): CodeDeliveryDetailsType {
  if (isEmail(name)) return deliveryDetails('email', name)
  if (isPhoneNumber(name)) return deliveryDetails('phone_number', name)
  const mac = createHmac('sha256', pageTokenKey(ctx))
    .update(`delivery\0${pool.id}\0${comparable(pool, name)}`)
    .digest()
  const letter = (position: number) => String.fromCharCode(97 + (mac[position]! % 26))
  if (usual === 'email') return deliveryDetails('email', `${letter(0)}@${letter(1)}`)
  const digits = String(mac.readUInt32BE(2) % 10_000).padStart(4, '0')
  return deliveryDetails('phone_number', `+1555555${digits}`)
}
