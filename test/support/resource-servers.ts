import type { ResourceServerScopeType } from '../../src/api/generated/types.ts'
import { type Place, place } from './people.ts'
import { refusal } from './refusals.ts'

/** A pool with the resource server `api`, whose scopes are `read` and `write`. */
export async function placeWithApi(): Promise<Place & { readonly Scopes: ResourceServerScopeType[] }> {
  const shop = await place()
  const Scopes = [
    { ScopeName: 'read', ScopeDescription: 'may read' },
    { ScopeName: 'write', ScopeDescription: 'may write' },
  ]
  await shop.call('CreateResourceServer', { UserPoolId: shop.poolId, Identifier: 'api', Name: 'the API', Scopes })
  return { ...shop, Scopes }
}

/** What is said about a resource server that is not there. */
export const noSuchServer = refusal('ResourceNotFoundException', 'Resource server none does not exist.')
