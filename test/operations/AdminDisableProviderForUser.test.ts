import { describe, expect, test } from 'vitest'
import { federatedUser } from '../support/federated.ts'
import { google } from '../support/identity-providers.ts'
import { attributesOf, confirmedUser, type Place, place, signIn } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const byGoogle = { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '1182' }

async function withGoogle(): Promise<Place> {
  const shop = await place()
  await shop.call('CreateIdentityProvider', { UserPoolId: shop.poolId, ...google })
  return shop
}

const disable = (shop: Place, User: object) =>
  shop.call('AdminDisableProviderForUser', { UserPoolId: shop.poolId, User })

describe('AdminDisableProviderForUser', () => {
  test('ends a link, which can be made again', async () => {
    const shop = await withGoogle()
    await confirmedUser(shop, 'alice')
    const link = {
      UserPoolId: shop.poolId,
      SourceUser: byGoogle,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'alice' },
    }
    await shop.call('AdminLinkProviderForUser', link)

    expect(await disable(shop, byGoogle)).toEqual({})

    expect(await attributesOf(shop, 'alice')).not.toHaveProperty('identities')
    await expect(shop.call('AdminLinkProviderForUser', link)).resolves.toEqual({})
  })

  test('takes the password from a user of the pool', async () => {
    const shop = await withGoogle()
    await confirmedUser(shop, 'alice')

    await disable(shop, {
      ProviderName: 'Cognito',
      ProviderAttributeName: 'Cognito_Subject',
      ProviderAttributeValue: 'alice',
    })

    await expect(signIn(shop, 'alice')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Incorrect username or password.'),
    )
  })

  test('disables a user who came from the provider', async () => {
    const shop = await withGoogle()
    const Username = federatedUser(shop, 'Google', '1182')

    await disable(shop, byGoogle)

    const user = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username })
    expect(user).toMatchObject({ Enabled: false, UserStatus: 'EXTERNAL_PROVIDER' })
  })

  test('refuses unknown identities, users and pools, and half an identity', async () => {
    const shop = await withGoogle()
    const unknown = refusal('UserNotFoundException', 'User does not exist.')

    await expect(disable(shop, byGoogle)).rejects.toMatchObject(unknown)
    await expect(disable(shop, { ProviderName: 'Cognito', ProviderAttributeValue: 'nobody' })).rejects.toMatchObject(
      unknown,
    )
    await expect(disable(shop, { ProviderName: 'Google' })).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(
      shop.call('AdminDisableProviderForUser', { UserPoolId: unknownPool, User: byGoogle }),
    ).rejects.toMatchObject(noSuchPool)
  })
})
