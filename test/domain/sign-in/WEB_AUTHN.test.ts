import { describe, expect, test } from 'vitest'
import { assert, type Behaviour } from '../../support/authenticator.ts'
import { aliceAtPasskeyShop, register, setWebAuthn, startWithPasskey } from '../../support/passkeys.ts'
import { refusal } from '../../support/refusals.ts'
import { registerAuthenticator, respond, setMfa } from '../../support/sign-in.ts'

const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }
const wrong = refusal('NotAuthorizedException', 'Incorrect username or password.')

async function aliceWithPasskey(configuration?: object, behaviour?: Behaviour) {
  const { shop, AccessToken } = await aliceAtPasskeyShop(configuration)
  const passkey = await register(shop, AccessToken, behaviour)
  const answer = async (given: Behaviour = {}) => {
    const pending = await startWithPasskey(shop, 'alice')
    const options = pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!
    return respond(shop, 'alice', pending, { CREDENTIAL: assert(passkey, options, given) })
  }
  return { shop, AccessToken, passkey, answer }
}

describe('WEB_AUTHN', () => {
  test('tells browsers what to ask for', async () => {
    const { shop, passkey } = await aliceWithPasskey()

    const pending = await startWithPasskey(shop, 'alice')

    expect(pending).toMatchObject({ ChallengeName: 'WEB_AUTHN', Session: expect.any(String) })
    expect(JSON.parse(pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!)).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: 180000,
      rpId: 'shop.example.com',
      allowCredentials: [{ id: passkey.id.toString('base64url'), type: 'public-key', transports: ['internal'] }],
      userVerification: 'preferred',
    })
  })

  test.each(['ES256', 'RS256'] as const)('signs in with a passkey of the kind %s', async (algorithm) => {
    const { answer } = await aliceWithPasskey({}, { algorithm })

    expect(await answer()).toMatchObject(tokens)
  })

  const bad: [string, Behaviour][] = [
    ['an answer to another challenge', { challenge: 'AAAA' }],
    ['another origin', { origin: 'https://evil.example.com' }],
    ['another relying party', { rpId: 'evil.example.com' }],
    ['a user who was not there', { userPresent: false }],
    ['another ceremony', { type: 'webauthn.create' }],
  ]
  test.each(bad)('refuses %s', async (_name, behaviour) => {
    const { answer } = await aliceWithPasskey()

    await expect(answer(behaviour)).rejects.toMatchObject(wrong)
  })

  test('refuses the signature of another key', async () => {
    const { shop, AccessToken, passkey } = await aliceWithPasskey()
    const other = await register(shop, AccessToken)
    const pending = await startWithPasskey(shop, 'alice')
    const options = pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!
    const forged = assert({ ...passkey, privateKey: other.privateKey }, options)

    await expect(respond(shop, 'alice', pending, { CREDENTIAL: forged })).rejects.toMatchObject(wrong)
  })

  test('refuses a passkey that was deleted, and what is no credential', async () => {
    const { shop, AccessToken, passkey } = await aliceWithPasskey()
    const pending = await startWithPasskey(shop, 'alice')
    const options = pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!
    await expect(respond(shop, 'alice', pending, { CREDENTIAL: '{' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
    const CredentialId = passkey.id.toString('base64url')
    await shop.call('DeleteWebAuthnCredential', { AccessToken, CredentialId })

    await expect(respond(shop, 'alice', pending, { CREDENTIAL: assert(passkey, options) })).rejects.toMatchObject(wrong)
  })

  test('of two answers at the same time one counts', async () => {
    const { shop, passkey } = await aliceWithPasskey()
    const pending = await startWithPasskey(shop, 'alice')
    const CREDENTIAL = assert(passkey, pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!)

    const both = await Promise.allSettled([1, 2].map(() => respond(shop, 'alice', pending, { CREDENTIAL })))

    // Which of the two is through first is chance.
    expect(both.sort((a, b) => a.status.localeCompare(b.status))).toMatchObject([
      { status: 'fulfilled', value: tokens },
      { status: 'rejected', reason: { name: 'NotAuthorizedException' } },
    ])
  })

  test('refuses a passkey that is deleted while its proof is being checked', async () => {
    const { shop, AccessToken, passkey } = await aliceWithPasskey()
    const pending = await startWithPasskey(shop, 'alice')
    const CREDENTIAL = assert(passkey, pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!)
    const answer = respond(shop, 'alice', pending, { CREDENTIAL })
    shop.core.store.tx.$client.prepare('DELETE FROM passkeys').run()

    await expect(answer).rejects.toMatchObject(wrong)
    await expect(shop.call('ListWebAuthnCredentials', { AccessToken })).resolves.toEqual({ Credentials: [] })
  })

  test('wants the user verified where the pool does', async () => {
    const { answer } = await aliceWithPasskey({ UserVerification: 'required' })

    await expect(answer({ userVerified: false })).rejects.toMatchObject(wrong)
    await expect(answer()).resolves.toMatchObject(tokens)
  })

  test('refuses a counter that does not grow', async () => {
    const { answer } = await aliceWithPasskey({}, { signCount: 5 })

    await expect(answer({ signCount: 6 })).resolves.toMatchObject(tokens)
    await expect(answer({ signCount: 6 })).rejects.toMatchObject(wrong)
    await expect(answer({ signCount: 7 })).resolves.toMatchObject(tokens)
  })

  test('with a second factor on, only a passkey that counts as two is offered, and is enough', async () => {
    const { shop, AccessToken, answer } = await aliceWithPasskey()
    await setMfa(shop, 'OPTIONAL')
    await registerAuthenticator(shop, 'alice', AccessToken)
    await shop.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } })
    expect(await startWithPasskey(shop, 'alice')).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE' })

    await setWebAuthn(shop, { FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' })
    expect(await startWithPasskey(shop, 'alice')).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE' })
    const both = { SoftwareTokenMfaSettings: { Enabled: true }, WebAuthnMfaSettings: { Enabled: true } }
    await shop.call('SetUserMFAPreference', { AccessToken, ...both })

    expect(await answer()).toMatchObject(tokens)
    await expect(answer({ userVerified: false })).rejects.toMatchObject(wrong)
  })
})
