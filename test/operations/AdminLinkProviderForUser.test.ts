import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { federatedUser } from '../support/federated.ts'
import { google, noSuchProvider, oidc } from '../support/identity-providers.ts'
import { attributesOf, confirmedUser, type Place, type PlaceOptions, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

async function withProviders(options?: PlaceOptions, values?: Record<string, string>): Promise<Place> {
  const shop = await place(options)
  for (const provider of [google, oidc])
    await shop.call('CreateIdentityProvider', { UserPoolId: shop.poolId, ...provider })
  await confirmedUser(shop, 'alice', values)
  return shop
}

const byGoogle = (ProviderAttributeValue = '1182') => ({
  ProviderName: 'Google',
  ProviderAttributeName: 'Cognito_Subject',
  ProviderAttributeValue,
})
const local = (ProviderAttributeValue = 'alice') => ({ ProviderName: 'Cognito', ProviderAttributeValue })

function link(shop: Place, SourceUser: object = byGoogle(), DestinationUser: object = local()) {
  return shop.call('AdminLinkProviderForUser', { UserPoolId: shop.poolId, DestinationUser, SourceUser })
}

describe('AdminLinkProviderForUser', () => {
  test('writes the link into the attribute identities', async () => {
    const shop = await withProviders()

    expect(await link(shop)).toEqual({})

    const { identities = '' } = await attributesOf(shop, 'alice')
    expect(JSON.parse(identities)).toEqual([
      {
        userId: '1182',
        providerName: 'Google',
        providerType: 'Google',
        issuer: null,
        primary: false,
        dateCreated: testNow,
      },
    ])
  })

  test('takes other attributes than the subject from providers that are not social', async () => {
    const shop = await withProviders()

    const byAddress = {
      ProviderName: 'Corporate',
      ProviderAttributeName: 'email',
      ProviderAttributeValue: 'a@b.example',
    }
    expect(await link(shop, byAddress)).toEqual({})
    await expect(link(shop, { ...byGoogle(), ProviderAttributeName: 'email' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('links to a user who came from another provider', async () => {
    const shop = await withProviders()
    const username = federatedUser(shop, 'Corporate', 'bob')
    const bob = { ProviderName: 'Corporate', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: 'bob' }

    await link(shop, byGoogle(), bob)

    const identities = JSON.parse((await attributesOf(shop, username))['identities']!)
    expect(identities).toMatchObject([
      { providerName: 'Corporate', primary: true },
      { providerName: 'Google', primary: false },
    ])
  })

  test('refuses a source that is a user of the pool', async () => {
    await expect(link(await withProviders(), local('bob'))).rejects.toMatchObject(
      invalid(
        'Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser',
      ),
    )
  })

  test('refuses a source that has signed in already', async () => {
    const shop = await withProviders()
    await confirmedUser(shop, 'Google_1182')

    await expect(link(shop)).rejects.toMatchObject(
      invalid('Merging is not currently supported, provide a SourceUser that has not been signed up in order to link'),
    )
  })

  test('refuses a link that is there, and a source that is linked to somebody else', async () => {
    const shop = await withProviders()
    await confirmedUser(shop, 'bob')
    await link(shop)

    await expect(link(shop)).rejects.toMatchObject(invalid('SourceUser is already linked to DestinationUser'))
    await expect(link(shop, byGoogle(), local('bob'))).rejects.toMatchObject({ name: 'AliasExistsException' })
  })

  test('refuses the sixth link of a user', async () => {
    const shop = await withProviders()
    for (const value of ['1', '2', '3', '4', '5']) await link(shop, byGoogle(value))

    await expect(link(shop, byGoogle('6'))).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  test('refuses a user with an attribute that cannot change', async () => {
    const shop = await withProviders(
      { pool: { Schema: [{ Name: 'fixed', AttributeDataType: 'String', Mutable: false }] } },
      { 'custom:fixed': 'a' },
    )

    await expect(link(shop)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test.each([[{}], [{ ProviderName: 'Google' }], [{ ProviderAttributeValue: '1' }]])(
    'refuses the source %j',
    async (source) => {
      await expect(link(await withProviders(), source)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    },
  )

  test('refuses unknown users, providers and pools', async () => {
    const shop = await withProviders()

    await expect(link(shop, byGoogle(), local('nobody'))).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(link(shop, { ...byGoogle(), ProviderName: 'Nobody' })).rejects.toMatchObject(noSuchProvider)
    const elsewhere = { UserPoolId: unknownPool, DestinationUser: local(), SourceUser: byGoogle() }
    await expect(shop.call('AdminLinkProviderForUser', elsewhere)).rejects.toMatchObject(noSuchPool)
  })

  test('lets nobody write the attribute identities by hand', async () => {
    const shop = await withProviders()

    const UserAttributes = [{ Name: 'identities', Value: '[]' }]
    await expect(
      shop.call('AdminUpdateUserAttributes', { UserPoolId: shop.poolId, Username: 'alice', UserAttributes }),
    ).rejects.toMatchObject(invalid('Cannot modify the non-mutable attribute identities'))
  })
})
