import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { google, oidc } from '../support/identity-providers.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('ListIdentityProviders', () => {
  test('shows name, type and dates; 0 asks for as many as there are', async () => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...google })

    expect(await call('ListIdentityProviders', { UserPoolId: poolId, MaxResults: 0 })).toEqual({
      Providers: [
        {
          ProviderName: 'Google',
          ProviderType: 'Google',
          LastModifiedDate: new Date(testNow),
          CreationDate: new Date(testNow),
        },
      ],
    })
  })

  test('pages one by one, by name', async () => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...google })
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...oidc })

    const first = await call('ListIdentityProviders', { UserPoolId: poolId, MaxResults: 1 })
    const second = await call('ListIdentityProviders', {
      UserPoolId: poolId,
      MaxResults: 1,
      NextToken: first.NextToken,
    })

    expect(first.Providers).toMatchObject([{ ProviderName: 'Corporate' }])
    expect(second.Providers).toMatchObject([{ ProviderName: 'Google' }])
    expect(second.NextToken).toBeUndefined()
  })

  test('refuses a token that it did not issue, and an unknown pool', async () => {
    const { call, poolId } = await place()

    await expect(call('ListIdentityProviders', { UserPoolId: poolId, NextToken: 'mine' })).rejects.toMatchObject(
      invalid('Invalid pagination token given.'),
    )
    await expect(call('ListIdentityProviders', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
