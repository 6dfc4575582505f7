import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { google, noSuchProvider, oidc, oidcDetails, saml } from '../support/identity-providers.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('UpdateIdentityProvider', () => {
  test.each([
    ['OIDC', { ...oidc, IdpIdentifiers: ['example.com'], AcrMapping: { Level1: 'low' } }],
    ['Google', { ...google, AttributeMapping: { email: 'email' } }],
    ['SAML', saml],
    ['SAML by address', { ...saml, ProviderDetails: { MetadataURL: 'http://127.0.0.1:1/metadata' } }],
  ])('leaves a provider of %s as it is when it gets the described values', async (_type, request) => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...request })
    const ids = { UserPoolId: poolId, ProviderName: request.ProviderName }
    const before = await call('DescribeIdentityProvider', ids)
    const { ProviderDetails, AttributeMapping, IdpIdentifiers, AcrMapping } = before.IdentityProvider!

    const settings = { ProviderDetails, AttributeMapping, IdpIdentifiers, AcrMapping }
    expect(await call('UpdateIdentityProvider', { ...ids, ...settings })).toEqual(before)
    expect(await call('DescribeIdentityProvider', ids)).toEqual(before)
  })

  test('replaces what it gets and keeps the rest', async () => {
    const { call, poolId, clock } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...oidc, IdpIdentifiers: ['example.com'] })
    clock.advance({ seconds: 5 })

    const { IdentityProvider } = await call('UpdateIdentityProvider', {
      UserPoolId: poolId,
      ProviderName: 'Corporate',
      AttributeMapping: { email: 'email' },
    })

    expect(IdentityProvider).toMatchObject({
      ProviderDetails: oidcDetails,
      AttributeMapping: { username: 'sub', email: 'email' },
      IdpIdentifiers: ['example.com'],
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow + 5000),
    })
  })

  test('refuses details that its type does not accept', async () => {
    const { call, poolId } = await place()
    await call('CreateIdentityProvider', { UserPoolId: poolId, ...google })

    await expect(
      call('UpdateIdentityProvider', {
        UserPoolId: poolId,
        ProviderName: 'Google',
        ProviderDetails: { client_id: 'shop' },
      }),
    ).rejects.toMatchObject(invalid('clientId, clientSecret and authorizeScopes are all required idp details.'))
  })

  test('refuses an unknown provider and an unknown pool', async () => {
    const { call, poolId } = await place()
    const update = (UserPoolId: string) => call('UpdateIdentityProvider', { UserPoolId, ProviderName: 'Nobody' })

    await expect(update(poolId)).rejects.toMatchObject(noSuchProvider)
    await expect(update(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
