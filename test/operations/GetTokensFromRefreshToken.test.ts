import { describe, expect, test } from 'vitest'
import { brokenHandlers, failureOf, functionErrors } from '../support/broken-functions.ts'
import { confirmedUser, type Place, type PlaceOptions, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { claimsOf, signIn, type Tokens, tokensOf } from '../support/sign-in.ts'
import { functionArn } from '../support/triggers.ts'

const rotating = (RetryGracePeriodSeconds = 0): PlaceOptions => ({
  client: {
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds },
  },
})

async function signedIn(options?: PlaceOptions) {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  return { shop, tokens: await tokensOf(shop, 'alice') }
}

async function refresh(shop: Place, RefreshToken: string, ClientSecret?: string): Promise<Tokens> {
  const input = { ClientId: shop.clientId, RefreshToken, ClientSecret }
  return (await shop.call('GetTokensFromRefreshToken', input)).AuthenticationResult as Tokens
}

const reused = { name: 'RefreshTokenReuseException' }

describe('GetTokensFromRefreshToken', () => {
  test('answers new tokens of the same sign-in; without rotation the refresh token stays', async () => {
    const { shop, tokens } = await signedIn()
    shop.clock.advance({ minutes: 30 })

    const refreshed = await refresh(shop, tokens.RefreshToken)

    const [AccessToken, IdToken] = [expect.any(String), expect.any(String)]
    expect(refreshed).toEqual({ AccessToken, IdToken, ExpiresIn: 3600, TokenType: 'Bearer' })
    const [before, after] = [claimsOf(tokens.AccessToken), claimsOf(refreshed.AccessToken)]
    for (const claim of ['origin_jti', 'event_id', 'auth_time', 'sub', 'scope'])
      expect(after[claim]).toBe(before[claim])
    expect(after['iat']).toBe((before['iat'] as number) + 1800)
    expect(after['jti']).not.toBe(before['jti'])
    await expect(refresh(shop, tokens.RefreshToken)).resolves.toHaveProperty('AccessToken')
  })

  test('reads attributes anew', async () => {
    const { shop, tokens } = await signedIn()
    shop.core.store.tx.$client
      .prepare(`UPDATE user_attributes SET value = 'new@example.com' WHERE name = 'email'`)
      .run()

    const { IdToken } = await refresh(shop, tokens.RefreshToken)

    expect(claimsOf(IdToken)).toMatchObject({ email: 'new@example.com' })
  })

  test.each(functionErrors)('passes on that the function PreTokenGeneration failed: %s', async (error) => {
    const { shop, tokens } = await signedIn({ emulator: { triggers: { later: brokenHandlers[error] } } })
    const LambdaConfig = { PreTokenGeneration: functionArn('later') }
    await shop.call('UpdateUserPool', { UserPoolId: shop.poolId, LambdaConfig })

    await expect(refresh(shop, tokens.RefreshToken)).rejects.toSatisfy(failureOf('PreTokenGeneration', error))
  })

  test('with rotation the token is replaced and the old one dies', async () => {
    const { shop, tokens } = await signedIn(rotating())

    const next = await refresh(shop, tokens.RefreshToken)

    expect(next.RefreshToken).not.toBe(tokens.RefreshToken)
    await expect(refresh(shop, tokens.RefreshToken)).rejects.toMatchObject(reused)
    await expect(refresh(shop, next.RefreshToken)).resolves.toHaveProperty('RefreshToken')
  })

  test('the old token lives on for the grace period, and leads to the same successor', async () => {
    const { shop, tokens } = await signedIn(rotating(10))
    const first = await refresh(shop, tokens.RefreshToken)
    shop.clock.advance({ seconds: 9 })

    const second = await refresh(shop, tokens.RefreshToken)

    await expect(refresh(shop, first.RefreshToken)).resolves.toHaveProperty('RefreshToken')
    await expect(refresh(shop, second.RefreshToken)).resolves.toHaveProperty('RefreshToken')
    shop.clock.advance({ seconds: 10 })
    await expect(refresh(shop, tokens.RefreshToken)).rejects.toMatchObject(reused)
  })

  test('rotation does not make the sign-in live longer', async () => {
    const { shop, tokens } = await signedIn(rotating())
    shop.clock.advance({ days: 29 })
    const next = await refresh(shop, tokens.RefreshToken)
    shop.clock.advance({ days: 1 })

    await expect(refresh(shop, next.RefreshToken)).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Refresh Token has expired'),
    )
  })

  test('REFRESH_TOKEN_AUTH is not for clients with rotation', async () => {
    const { shop, tokens } = await signedIn(rotating())
    const AuthParameters = { REFRESH_TOKEN: tokens.RefreshToken }

    await expect(signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    })
  })

  test('refuses what is no refresh token of this client', async () => {
    const { shop, tokens } = await signedIn()
    const client = await shop.call('CreateUserPoolClient', { UserPoolId: shop.poolId, ClientName: 'other' })
    const other = { ...shop, clientId: client.UserPoolClient!.ClientId! }
    const invalid = refusal('NotAuthorizedException', 'Invalid Refresh Token')

    await expect(refresh(shop, 'nonsense')).rejects.toMatchObject(invalid)
    await expect(refresh(shop, tokens.AccessToken)).rejects.toMatchObject(invalid)
    await expect(refresh(shop, `${tokens.RefreshToken.slice(0, -4)}AAAA`)).rejects.toMatchObject(invalid)
    await expect(refresh(other, tokens.RefreshToken)).rejects.toMatchObject(invalid)
  })

  test('refuses the tokens of users who are disabled or gone', async () => {
    const { shop, tokens } = await signedIn()
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminDisableUser', alice)
    await expect(refresh(shop, tokens.RefreshToken)).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'User is disabled.'),
    )
    await shop.call('AdminDeleteUser', alice)

    await expect(refresh(shop, tokens.RefreshToken)).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid Refresh Token'),
    )
  })

  test('wants the secret of a client that has one', async () => {
    const { shop, tokens } = await signedIn({ client: { GenerateSecret: true } })
    const notAuthorized = refusal('NotAuthorizedException', 'Invalid client or secret')

    await expect(refresh(shop, tokens.RefreshToken)).rejects.toMatchObject(notAuthorized)
    await expect(refresh(shop, tokens.RefreshToken, 'x'.repeat(52))).rejects.toMatchObject(notAuthorized)
    await expect(refresh(shop, tokens.RefreshToken, shop.clientSecret)).resolves.toHaveProperty('AccessToken')
  })

  test('does not know other clients', async () => {
    const { shop, tokens } = await signedIn()

    await expect(refresh({ ...shop, clientId: 'nobody' }, tokens.RefreshToken)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
  })
})
