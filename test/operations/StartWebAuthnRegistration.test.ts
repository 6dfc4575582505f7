import { describe, expect, test } from 'vitest'
import { aliceAtPasskeyShop, register, setWebAuthn, withPasskeys } from '../support/passkeys.ts'
import { confirmedUser, place } from '../support/people.ts'
import { tokensOf } from '../support/sign-in.ts'

describe('StartWebAuthnRegistration', () => {
  test('answers what browsers want to know', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    const { UserAttributes } = await shop.call('GetUser', { AccessToken })
    const sub = UserAttributes[0]!.Value!

    expect(await shop.call('StartWebAuthnRegistration', { AccessToken })).toEqual({
      CredentialCreationOptions: {
        rp: { id: 'shop.example.com', name: 'shop.example.com' },
        user: { id: Buffer.from(sub).toString('base64url'), name: 'alice', displayName: 'alice' },
        challenge: expect.stringMatching(/^[\w-]{43}$/),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        timeout: 60000,
        excludeCredentials: [],
        authenticatorSelection: {
          requireResidentKey: true,
          residentKey: 'required',
          userVerification: 'preferred',
        },
      },
    })
  })

  test('excludes the passkeys that the user has', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop({ UserVerification: 'required' })
    const { id } = await register(shop, AccessToken)

    const { CredentialCreationOptions } = await shop.call('StartWebAuthnRegistration', { AccessToken })

    expect(CredentialCreationOptions).toMatchObject({
      excludeCredentials: [{ type: 'public-key', id: id.toString('base64url') }],
      authenticatorSelection: { userVerification: 'required' },
    })
  })

  test("binds passkeys to the pool's domain where nothing else is said", async () => {
    const shop = await place(withPasskeys())
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')
    await expect(shop.call('StartWebAuthnRegistration', { AccessToken })).rejects.toMatchObject({
      name: 'WebAuthnConfigurationMissingException',
    })
    await shop.call('CreateUserPoolDomain', { UserPoolId: shop.poolId, Domain: 'shop' })

    const { CredentialCreationOptions } = await shop.call('StartWebAuthnRegistration', { AccessToken })

    expect(CredentialCreationOptions).toMatchObject({ rp: { id: 'shop.localhost' } })
  })

  test('needs passkeys among the first factors of the pool', async () => {
    const shop = await place()
    await setWebAuthn(shop)
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')

    await expect(shop.call('StartWebAuthnRegistration', { AccessToken })).rejects.toMatchObject({
      name: 'WebAuthnNotEnabledException',
    })
  })

  test('lets nobody have more than twenty', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    for (let n = 0; n < 20; n++) await register(shop, AccessToken)

    await expect(shop.call('StartWebAuthnRegistration', { AccessToken })).rejects.toMatchObject({
      name: 'LimitExceededException',
    })
  })
})
