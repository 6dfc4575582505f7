import { describe, expect, test } from 'vitest'
import { confirmedUser, type Place, type PlaceOptions, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { signIn, tokensOf } from '../support/sign-in.ts'

async function signedIn(options?: PlaceOptions) {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  return { shop, tokens: await tokensOf(shop, 'alice') }
}

const revoke = (shop: Place, Token: string, ClientSecret?: string) =>
  shop.call('RevokeToken', { ClientId: shop.clientId, Token, ClientSecret })

describe('RevokeToken', () => {
  test('ends the sign-in of the token, and no other one', async () => {
    const { shop, tokens } = await signedIn()
    const other = await tokensOf(shop, 'alice')

    expect(await revoke(shop, tokens.RefreshToken)).toEqual({})

    const AuthParameters = { REFRESH_TOKEN: tokens.RefreshToken }
    await expect(signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Refresh Token has been revoked'),
    )
    await expect(shop.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
    await expect(shop.call('GetUser', { AccessToken: other.AccessToken })).resolves.toMatchObject({ Username: 'alice' })
  })

  test('is no error for tokens that are revoked or unknown', async () => {
    const { shop, tokens } = await signedIn()
    await revoke(shop, tokens.RefreshToken)

    expect(await revoke(shop, tokens.RefreshToken)).toEqual({})
    expect(await revoke(shop, 'nonsense')).toEqual({})
  })

  test('does nothing to the tokens of another client', async () => {
    const { shop, tokens } = await signedIn()
    const other = await shop.call('CreateUserPoolClient', { UserPoolId: shop.poolId, ClientName: 'other' })

    await revoke({ ...shop, clientId: other.UserPoolClient!.ClientId! }, tokens.RefreshToken)

    await expect(shop.call('GetUser', { AccessToken: tokens.AccessToken })).resolves.toMatchObject({
      Username: 'alice',
    })
  })

  test('takes refresh tokens only', async () => {
    const { shop, tokens } = await signedIn()

    for (const token of [tokens.AccessToken, tokens.IdToken]) {
      await expect(revoke(shop, token)).rejects.toMatchObject({ name: 'UnsupportedTokenTypeException' })
    }
  })

  test('needs revocation switched on', async () => {
    const { shop, tokens } = await signedIn({ client: { EnableTokenRevocation: false } })

    await expect(revoke(shop, tokens.RefreshToken)).rejects.toMatchObject({ name: 'UnsupportedOperationException' })
  })

  test('needs the secret of a client that has one, and a client at all', async () => {
    const { shop, tokens } = await signedIn({ client: { GenerateSecret: true } })
    const unauthorized = refusal('UnauthorizedException', 'Invalid client or secret')

    await expect(revoke(shop, tokens.RefreshToken)).rejects.toMatchObject(unauthorized)
    await expect(revoke(shop, tokens.RefreshToken, 'x'.repeat(52))).rejects.toMatchObject(unauthorized)
    await expect(revoke({ ...shop, clientId: 'nobody' }, tokens.RefreshToken)).rejects.toMatchObject(unauthorized)
    expect(await revoke(shop, tokens.RefreshToken, shop.clientSecret)).toEqual({})
  })
})
