import { describe, expect, test } from 'vitest'
import { aliceAtPasskeyShop, register } from '../support/passkeys.ts'

describe('ListWebAuthnCredentials', () => {
  test('shows the passkeys of the user', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    const { id } = await register(shop, AccessToken)

    expect(await shop.call('ListWebAuthnCredentials', { AccessToken })).toEqual({
      Credentials: [
        {
          CredentialId: id.toString('base64url'),
          FriendlyCredentialName: 'Passkey',
          RelyingPartyId: 'shop.example.com',
          AuthenticatorAttachment: 'platform',
          AuthenticatorTransports: ['internal'],
          CreatedAt: new Date(shop.clock.now()),
        },
      ],
    })
  })

  test('lists them in pages', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    const ids = [await register(shop, AccessToken), await register(shop, AccessToken)].map(({ id }) =>
      id.toString('base64url'),
    )

    const first = await shop.call('ListWebAuthnCredentials', { AccessToken, MaxResults: 1 })
    const rest = await shop.call('ListWebAuthnCredentials', { AccessToken, MaxResults: 1, NextToken: first.NextToken })

    const listed = [...first.Credentials, ...rest.Credentials].map(({ CredentialId }) => CredentialId)
    expect(listed.sort()).toEqual(ids.sort())
    expect(rest.NextToken).toBeUndefined()
    await expect(shop.call('ListWebAuthnCredentials', { AccessToken, NextToken: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})
