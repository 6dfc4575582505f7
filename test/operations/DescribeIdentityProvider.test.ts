import { describe, expect, test } from 'vitest'
import { certificateIn, noSuchProvider, oidc, saml } from '../support/identity-providers.ts'
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

  test('shows the same certificate of a SAML provider for a year, then a new one of the same key', async () => {
    const { call, poolId, clock } = await place()
    const ids = { UserPoolId: poolId, ProviderName: 'Acme' }
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...saml, IdpIdentifiers: ['acme.example'] })
    const details = async () => (await call('DescribeIdentityProvider', ids)).IdentityProvider!.ProviderDetails!
    const first = await details()

    clock.advance({ days: 364 })
    expect(await details()).toEqual(first)
    const byIdentifier = { UserPoolId: poolId, IdpIdentifier: 'acme.example' }
    expect((await call('GetIdentityProviderByIdentifier', byIdentifier)).IdentityProvider!.ProviderDetails).toEqual(
      first,
    )

    clock.advance({ days: 1 })
    const [before, after] = [certificateIn(first), certificateIn(await details())]
    expect(Date.parse(after.validFrom)).toBe(clock.now())
    expect(after.serialNumber).not.toBe(before.serialNumber)
    expect(after.publicKey.equals(before.publicKey)).toBe(true)
  })

  test('refuses an unknown provider and an unknown pool', async () => {
    const { call, poolId } = await place()
    const describeIn = (UserPoolId: string) => call('DescribeIdentityProvider', { UserPoolId, ProviderName: 'Nobody' })

    await expect(describeIn(poolId)).rejects.toMatchObject(noSuchProvider)
    await expect(describeIn(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
