import { describe, expect, test } from 'vitest'
import { aliceAtPasskeyShop, register } from '../support/passkeys.ts'

describe('DeleteWebAuthnCredential', () => {
  test('removes a passkey, once', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    const { id } = await register(shop, AccessToken)
    const CredentialId = id.toString('base64url')

    expect(await shop.call('DeleteWebAuthnCredential', { AccessToken, CredentialId })).toEqual({})

    expect(await shop.call('ListWebAuthnCredentials', { AccessToken })).toEqual({ Credentials: [] })
    await expect(shop.call('DeleteWebAuthnCredential', { AccessToken, CredentialId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
