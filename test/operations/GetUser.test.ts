import { describe, expect, test } from 'vitest'
import { attributes, confirmedUser, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { setMfa, smsConfiguration, tokensOf } from '../support/sign-in.ts'

const notAuthorized = (message: string) => refusal('NotAuthorizedException', message)

async function signedIn() {
  const shop = await place()
  const sub = await confirmedUser(shop, 'alice')
  return { shop, sub, tokens: await tokensOf(shop, 'alice') }
}

describe('GetUser', () => {
  test('shows the user of the token', async () => {
    const { shop, sub, tokens } = await signedIn()

    expect(await shop.call('GetUser', { AccessToken: tokens.AccessToken })).toEqual({
      Username: 'alice',
      UserAttributes: attributes({ sub, email: 'alice@example.com', email_verified: 'true' }),
    })
  })

  test('shows what the client may read', async () => {
    const shop = await place({ client: { ReadAttributes: ['email'] } })
    const sub = await confirmedUser(shop, 'alice', { email: 'alice@example.com', name: 'Alice' })
    const { AccessToken } = await tokensOf(shop, 'alice')

    const { UserAttributes } = await shop.call('GetUser', { AccessToken })

    expect(UserAttributes).toEqual(attributes({ sub, email: 'alice@example.com' }))
  })

  test('shows the profile to a client that may read it by its scope, and nothing else', async () => {
    const shop = await place({ client: { ReadAttributes: ['oidc:profile'] } })
    const sub = await confirmedUser(shop, 'alice', { email: 'alice@example.com', name: 'Alice', address: 'Main St 1' })
    const { AccessToken } = await tokensOf(shop, 'alice')

    const { UserAttributes } = await shop.call('GetUser', { AccessToken })

    expect(UserAttributes).toEqual(attributes({ sub, name: 'Alice' }))
  })

  test('shows second factors once they are set', async () => {
    const shop = await place({ pool: { SmsConfiguration: smsConfiguration } })
    await setMfa(shop, 'OPTIONAL', { sms: true })
    await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })
    const { AccessToken } = await tokensOf(shop, 'alice')
    await shop.call('SetUserMFAPreference', { AccessToken, SMSMfaSettings: { Enabled: true, PreferredMfa: true } })

    expect(await shop.call('GetUser', { AccessToken })).toMatchObject({
      PreferredMfaSetting: 'SMS_MFA',
      UserMFASettingList: ['SMS_MFA'],
    })
  })
})

describe('an access token is refused', () => {
  test('when it is none, or the ID token', async () => {
    const { shop, tokens } = await signedIn()

    for (const AccessToken of ['nonsense', 'a.b.c', tokens.IdToken, tokens.RefreshToken]) {
      await expect(shop.call('GetUser', { AccessToken })).rejects.toMatchObject(notAuthorized('Invalid Access Token'))
    }
  })

  test('when it is of an emulator elsewhere', async () => {
    const { tokens } = await signedIn()
    const elsewhere = await place({ emulator: { randomSeed: 'elsewhere' } })

    await expect(elsewhere.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toMatchObject(
      notAuthorized('Invalid Access Token'),
    )
  })

  test('when its signature or its content was changed', async () => {
    const { shop, tokens } = await signedIn()
    const [header, payload, signature] = tokens.AccessToken.split('.') as [string, string, string]
    const other = (await tokensOf(shop, 'alice')).AccessToken.split('.')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')

    for (const AccessToken of [`${header}.${payload}.${other[2]}`, `${unsigned}.${payload}.${signature}`]) {
      await expect(shop.call('GetUser', { AccessToken })).rejects.toMatchObject(
        notAuthorized('Could not verify signature for Access Token'),
      )
    }
  })

  test('when its hour is over', async () => {
    const { shop, tokens } = await signedIn()
    shop.clock.advance({ seconds: 3600 })

    await expect(shop.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toMatchObject(
      notAuthorized('Access Token has expired'),
    )
  })

  test.each(['GlobalSignOut', 'AdminUserGlobalSignOut', 'AdminDisableUser', 'RevokeToken'] as const)(
    'after %s, with or without origin_jti',
    async (operation) => {
      for (const EnableTokenRevocation of [true, false]) {
        if (operation === 'RevokeToken' && !EnableTokenRevocation) continue
        const shop = await place({ client: { EnableTokenRevocation } })
        await confirmedUser(shop, 'alice')
        const { AccessToken, RefreshToken } = await tokensOf(shop, 'alice')
        const named = { UserPoolId: shop.poolId, Username: 'alice' }
        const input = { ...named, AccessToken, Token: RefreshToken, ClientId: shop.clientId }

        await shop.call(operation, input)

        await expect(shop.call('GetUser', { AccessToken })).rejects.toMatchObject(
          notAuthorized('Access Token has been revoked'),
        )
      }
    },
  )

  test('for good: enabling the user again brings no token back', async () => {
    const { shop, tokens } = await signedIn()
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminDisableUser', alice)
    await shop.call('AdminEnableUser', alice)

    await expect(shop.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toMatchObject(
      notAuthorized('Access Token has been revoked'),
    )
  })

  test('when the user is gone', async () => {
    const { shop, tokens } = await signedIn()
    await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(shop.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(shop.call('GlobalSignOut', { AccessToken: tokens.AccessToken })).rejects.toMatchObject(
      notAuthorized('Access Token has been revoked'),
    )
  })
})
