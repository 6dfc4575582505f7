import { describe, expect, test } from 'vitest'
import { type Behaviour, createPasskey } from '../support/authenticator.ts'
import { aliceAtPasskeyShop, register } from '../support/passkeys.ts'
import { tokensOf } from '../support/sign-in.ts'

type Options = Record<string, unknown>

async function begun(configuration?: object) {
  const { shop, AccessToken } = await aliceAtPasskeyShop(configuration)
  const { CredentialCreationOptions } = await shop.call('StartWebAuthnRegistration', { AccessToken })
  const complete = (Credential: unknown) => shop.call('CompleteWebAuthnRegistration', { AccessToken, Credential })
  return { shop, AccessToken, options: CredentialCreationOptions as Options, complete }
}

describe('CompleteWebAuthnRegistration', () => {
  test.each(['ES256', 'RS256'] as const)('registers a passkey of the kind %s', async (algorithm) => {
    const { shop, AccessToken, options, complete } = await begun()
    const passkey = createPasskey(options, { algorithm })

    expect(await complete(passkey.registration)).toEqual({})

    const { Credentials } = await shop.call('ListWebAuthnCredentials', { AccessToken })
    expect(Credentials).toMatchObject([{ CredentialId: passkey.id.toString('base64url') }])
  })

  test.each(['packed', 'made up'])('does not look at what is attested: %s', async (attestation) => {
    const { options, complete } = await begun()

    expect(await complete(createPasskey(options, { attestation }).registration)).toEqual({})
  })

  test('of two answers at the same time one counts', async () => {
    const { options, complete } = await begun()
    const { registration } = createPasskey(options)

    const both = await Promise.allSettled([complete(registration), complete(registration)])

    // Either may be verified first.
    expect(both.toSorted((a, b) => a.status.localeCompare(b.status))).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { name: 'WebAuthnChallengeNotFoundException' } },
    ])
  })

  const wrong: [string, Behaviour, string][] = [
    ['an answer to another challenge', { challenge: 'AAAA' }, 'WebAuthnChallengeNotFoundException'],
    ['a page of another origin', { origin: 'https://evil.example.com' }, 'WebAuthnOriginNotAllowedException'],
    ['a page without HTTPS', { origin: 'http://shop.example.com' }, 'WebAuthnOriginNotAllowedException'],
    ['an origin that is none', { origin: 'shop' }, 'WebAuthnOriginNotAllowedException'],
    ['another relying party', { rpId: 'example.com' }, 'WebAuthnRelyingPartyMismatchException'],
    ['another algorithm', { algorithm: 'EdDSA' }, 'WebAuthnCredentialNotSupportedException'],
    ['a user who was not there', { userPresent: false }, 'WebAuthnCredentialNotSupportedException'],
    ['another ceremony', { type: 'webauthn.get' }, 'WebAuthnCredentialNotSupportedException'],
  ]
  test.each(wrong)('refuses %s', async (_name, behaviour, name) => {
    const { options, complete } = await begun()

    await expect(complete(createPasskey(options, behaviour).registration)).rejects.toMatchObject({ name })
  })

  test('accepts pages below the relying party', async () => {
    const { options, complete } = await begun()

    expect(await complete(createPasskey(options, { origin: 'https://m.shop.example.com:8443' }).registration)).toEqual(
      {},
    )
  })

  test('wants the user verified where the pool does', async () => {
    const { options, complete } = await begun({ UserVerification: 'required' })

    await expect(complete(createPasskey(options, { userVerified: false }).registration)).rejects.toMatchObject({
      name: 'WebAuthnCredentialNotSupportedException',
    })
    expect(await complete(createPasskey(options).registration)).toEqual({})
  })

  test('a started registration is good once, for five minutes, and for its own client', async () => {
    const { shop, options, complete } = await begun()
    const notFound = { name: 'WebAuthnChallengeNotFoundException' }
    const { registration } = createPasskey(options)
    const other = await shop.call('CreateUserPoolClient', {
      UserPoolId: shop.poolId,
      ClientName: 'other',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    })
    const elsewhere = await tokensOf({ ...shop, clientId: other.UserPoolClient!.ClientId! }, 'alice')
    const there = { AccessToken: elsewhere.AccessToken, Credential: registration }
    await expect(shop.call('CompleteWebAuthnRegistration', there)).rejects.toMatchObject({
      name: 'WebAuthnClientMismatchException',
    })
    await complete(registration)
    await expect(complete(registration)).rejects.toMatchObject(notFound)

    const again = await begun()
    again.shop.clock.advance({ minutes: 5 })
    await expect(again.complete(createPasskey(again.options).registration)).rejects.toMatchObject(notFound)
  })

  test.each([{}, { id: 'x' }, { id: 'x', response: {} }, 'text'])('refuses %o', async (credential) => {
    const { complete } = await begun()

    await expect(complete(credential)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('refuses an attestation that cannot be read', async () => {
    const { options, complete } = await begun()
    const { registration } = createPasskey(options)
    const response = { ...(registration['response'] as object), attestationObject: 'oQ' }

    await expect(complete({ ...registration, response })).rejects.toMatchObject({
      name: 'WebAuthnCredentialNotSupportedException',
    })
  })

  test('lets nobody have more than twenty, however many were started', async () => {
    const { shop, AccessToken } = await aliceAtPasskeyShop()
    for (let n = 0; n < 19; n++) await register(shop, AccessToken)
    const { CredentialCreationOptions } = await shop.call('StartWebAuthnRegistration', { AccessToken })
    shop.core.store.tx.$client
      .prepare(`INSERT INTO passkeys SELECT 'one more', poolId, userId, publicKey, signCount, name, relyingParty,
        attachment, transports, createdAt FROM passkeys LIMIT 1`)
      .run()

    const { registration } = createPasskey(CredentialCreationOptions as Options)

    await expect(
      shop.call('CompleteWebAuthnRegistration', { AccessToken, Credential: registration }),
    ).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  test('needs passkeys among the first factors of the pool', async () => {
    const { shop, options, complete } = await begun()
    await shop.call('UpdateUserPool', { UserPoolId: shop.poolId })

    await expect(complete(createPasskey(options).registration)).rejects.toMatchObject({
      name: 'WebAuthnNotEnabledException',
    })
  })
})
