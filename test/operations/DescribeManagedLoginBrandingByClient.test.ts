import { describe, expect, test } from 'vitest'
import { placeWithStyle } from '../support/branding.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('DescribeManagedLoginBrandingByClient', () => {
  test('finds the style of a client', async () => {
    const { call, poolId, clientId, style } = await placeWithStyle()

    const ids = { UserPoolId: poolId, ClientId: clientId }
    expect(await call('DescribeManagedLoginBrandingByClient', ids)).toEqual({ ManagedLoginBranding: style })
  })

  test('refuses a client without style, an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await placeWithStyle()
    const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'plain' })
    const find = (UserPoolId: string, ClientId: string) =>
      call('DescribeManagedLoginBrandingByClient', { UserPoolId, ClientId })

    await expect(find(poolId, UserPoolClient!.ClientId!)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Managed login branding does not exist for the client.'),
    )
    await expect(find(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(find(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
