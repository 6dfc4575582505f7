import type { SessionDescriptionType } from '../../src/api/generated/types.ts'
import { confirmedUser, type Place, place } from './people.ts'

/** A pool that tracks the sessions of its users, with alice in it. */
export async function trackedShop(MaxPerUser = 20): Promise<Place> {
  const shop = await place()
  await track(shop, MaxPerUser)
  await confirmedUser(shop, 'alice')
  return shop
}

/** Sets how many sessions the pool tracks. */
export async function track(shop: Place, MaxPerUser: number, UserSessionTracking: 'ENABLED' | 'DISABLED' = 'ENABLED') {
  await shop.call('SetUserPoolSessionConfiguration', {
    UserPoolId: shop.poolId,
    UserSessionTracking,
    TokenSession: { MaxPerUser },
  })
}

/** The sessions of alice as an administrator sees them. */
export async function sessions(shop: Place): Promise<SessionDescriptionType[]> {
  const alice = { UserPoolId: shop.poolId, Username: 'alice' }
  return (await shop.call('AdminListUserSessions', alice)).Sessions!
}
