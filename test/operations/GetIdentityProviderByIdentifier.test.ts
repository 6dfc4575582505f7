import { describe, expect, test } from 'vitest'
import { google, noSuchProvider, oidc } from '../support/identity-providers.ts'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('GetIdentityProviderByIdentifier', () => {
  test('finds the provider that an identifier stands for', async () => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...google })
    const corporate = await call('CreateIdentityProvider', {
      UserPoolId: poolId,
      ...oidc,
      IdpIdentifiers: ['example.com', 'example.org'],
    })

    const found = await call('GetIdentityProviderByIdentifier', { UserPoolId: poolId, IdpIdentifier: 'example.org' })

    expect(found).toEqual(corporate)
  })

  test('refuses an unknown identifier and an unknown pool', async () => {
    const { call, poolId } = await place()
    const get = (UserPoolId: string) => call('GetIdentityProviderByIdentifier', { UserPoolId, IdpIdentifier: 'Nobody' })

    await expect(get(poolId)).rejects.toMatchObject(noSuchProvider)
    await expect(get(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
