import { describe, expect, test } from 'vitest'
import { noSuchProvider, oidc } from '../support/identity-providers.ts'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('DescribeIdentityProvider', () => {
  test('shows what CreateIdentityProvider showed, the secret included', async () => {
    const { call, poolId } = await place()
    const created = await call('CreateIdentityProvider', { UserPoolId: poolId, ...oidc })

    const described = await call('DescribeIdentityProvider', { UserPoolId: poolId, ProviderName: 'Corporate' })

    expect(described).toEqual(created)
    expect(described.IdentityProvider!.ProviderDetails!['client_secret']).toBe('secret-of-the-shop')
  })

  test('refuses an unknown provider and an unknown pool', async () => {
    const { call, poolId } = await place()
    const describeIn = (UserPoolId: string) => call('DescribeIdentityProvider', { UserPoolId, ProviderName: 'Nobody' })

    await expect(describeIn(poolId)).rejects.toMatchObject(noSuchProvider)
    await expect(describeIn(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
