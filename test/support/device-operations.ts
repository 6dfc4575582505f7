import type { OperationName } from '../../src/api/generated/types.ts'
import { confirm, tracking } from './devices.ts'
import { confirmedUser, type Place, place } from './people.ts'
import { tokensOf } from './sign-in.ts'

/** Alice with a registered device, and the input of every operation about it. */
export async function aliceWithDevice() {
  const shop = await place(tracking())
  await confirmedUser(shop, 'alice')
  const tokens = await tokensOf(shop, 'alice')
  const device = await confirm(shop, tokens)
  const user = { AccessToken: tokens.AccessToken }
  const administrator = { UserPoolId: shop.poolId, Username: 'alice' }
  return { shop, device, user, administrator, key: { DeviceKey: device.key } }
}

/** What an operation about devices says in a pool that remembers none. */
export async function withoutTracking(operation: OperationName, input: object): Promise<unknown> {
  const shop: Place = await place()
  await confirmedUser(shop, 'alice')
  const { AccessToken } = await tokensOf(shop, 'alice')
  const named = { UserPoolId: shop.poolId, Username: 'alice', AccessToken, DeviceKey: unknownKey }
  return shop.call(operation, { ...named, ...input } as never)
}

/** The key of no device. */
export const unknownKey = 'us-east-1_11111111-2222-3333-4444-555555555555'
