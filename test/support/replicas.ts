import type { CreateUserPoolRequest } from '../../src/api/generated/types.ts'
import { type Place, place } from './people.ts'

/** The key that a pool with replicas needs. */
export const KeyConfiguration: CreateUserPoolRequest['KeyConfiguration'] = {
  KeyType: 'CUSTOMER_MANAGED_KEY',
  KmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
}

/** A pool with a replica in eu-west-1 whose creation has ended. */
export async function placeWithReplica(): Promise<Place> {
  const shop = await place({ pool: { KeyConfiguration } })
  await shop.call('CreateUserPoolReplica', { UserPoolId: shop.poolId, RegionName: 'eu-west-1' })
  shop.clock.advance({ seconds: 3 })
  return shop
}
