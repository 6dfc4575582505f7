import { describe, expect, test } from 'vitest'
import type { AdminInitiateAuthRequest } from '../../src/api/generated/types.ts'
import { broken, failureOf, functionErrors } from '../support/broken-functions.ts'
import { confirmedUser, goodPassword, type Place, type PlaceOptions, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { named, ownSender, setMfa, tokensOf } from '../support/sign-in.ts'

const byAdministrators: PlaceOptions = {
  client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
}

const adminSignIn = (shop: Place, request: Partial<AdminInitiateAuthRequest> = {}) =>
  shop.call('AdminInitiateAuth', {
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { ...named(shop, 'alice'), PASSWORD: goodPassword },
    ...request,
  })

async function shopWithAlice(options: PlaceOptions = byAdministrators): Promise<Place> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  return shop
}

describe('AdminInitiateAuth', () => {
  test.each(['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] as const)('signs in with %s', async (AuthFlow) => {
    const shop = await shopWithAlice()

    expect(await adminSignIn(shop, { AuthFlow })).toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } })
  })

  test('refreshes tokens', async () => {
    const shop = await shopWithAlice()
    const first = await adminSignIn(shop)

    const refreshed = await adminSignIn(shop, {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: first.AuthenticationResult!.RefreshToken! },
    })

    expect(refreshed).toMatchObject({ AuthenticationResult: { ExpiresIn: 3600 }, ChallengeParameters: {} })
  })

  test('looks for the pool, then for a client of that pool', async () => {
    const shop = await shopWithAlice()
    const other = await shop.call('CreateUserPool', { PoolName: 'other' })
    const UserPoolId = other.UserPool!.Id!

    await expect(adminSignIn(shop, { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
    await expect(adminSignIn(shop, { UserPoolId })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', `User pool client ${shop.clientId} does not exist.`),
    )
  })

  test('refuses flows that are switched off, and those of clients', async () => {
    const shop = await shopWithAlice({ client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } })

    await expect(adminSignIn(shop)).rejects.toMatchObject(invalid('Auth flow not enabled for this client'))
    await expect(adminSignIn(shop, { AuthFlow: 'USER_PASSWORD_AUTH' })).rejects.toMatchObject(
      invalid('Initiate Auth method not supported.'),
    )
  })

  test('hides unknown users where the client does', async () => {
    const hiding = { ...byAdministrators.client, PreventUserExistenceErrors: 'ENABLED' as const }
    const AuthParameters = { USERNAME: 'nobody', PASSWORD: goodPassword }

    await expect(adminSignIn(await place(byAdministrators), { AuthParameters })).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(adminSignIn(await place({ client: hiding }), { AuthParameters })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Incorrect username or password.'),
    )
  })

  test('has no answer where MFA is required and nothing can be used or set up', async () => {
    const shop = await shopWithAlice({
      ...byAdministrators,
      pool: {
        EmailConfiguration: ownSender,
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }] },
      },
    })
    await setMfa(shop, 'ON', { email: true })
    await shop.call('UpdateUserPool', {
      UserPoolId: shop.poolId,
      MfaConfiguration: 'ON',
      EmailConfiguration: ownSender,
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    })

    await expect(adminSignIn(shop)).rejects.toMatchObject({ name: 'MFAMethodNotFoundException' })
  })

  test('tells states of the user after the password was right', async () => {
    const shop = await place(byAdministrators)
    const client = { ClientId: shop.clientId }
    await shop.call('SignUp', { ...client, Username: 'alice', Password: goodPassword })

    await expect(adminSignIn(shop)).rejects.toMatchObject(
      refusal('UserNotConfirmedException', 'User is not confirmed.'),
    )
  })

  test('waits for the end of a reset', async () => {
    const shop = await shopWithAlice()
    await shop.call('AdminResetUserPassword', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(adminSignIn(shop)).rejects.toMatchObject(
      refusal('PasswordResetRequiredException', 'Password reset required for the user'),
    )
  })

  test.each(functionErrors)('passes on that the function PreAuthentication failed: %s', async (error) => {
    const shop = await shopWithAlice({ ...byAdministrators, ...broken('PreAuthentication', error) })

    await expect(adminSignIn(shop)).rejects.toSatisfy(failureOf('PreAuthentication', error))
  })

  test('refreshes nothing for clients whose refresh tokens rotate', async () => {
    const RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } as const
    const shop = await shopWithAlice({
      client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'], RefreshTokenRotation },
    })
    const first = await adminSignIn(shop)
    const AuthParameters = { REFRESH_TOKEN: first.AuthenticationResult!.RefreshToken! }

    await expect(adminSignIn(shop, { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    })
  })

  test('needs a tier that has USER_AUTH for it', async () => {
    const shop = await shopWithAlice({ client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] } })
    await shop.call('UpdateUserPool', { UserPoolId: shop.poolId, UserPoolTier: 'LITE' })

    await expect(adminSignIn(shop, { AuthFlow: 'USER_AUTH' })).rejects.toMatchObject({
      name: 'FeatureUnavailableInTierException',
    })
  })

  test('revokes nothing that is older', async () => {
    const shop = await shopWithAlice({
      client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] },
    })
    const { AccessToken } = await tokensOf(shop, 'alice')
    await adminSignIn(shop)

    await expect(shop.call('GetUser', { AccessToken })).resolves.toMatchObject({ Username: 'alice' })
  })
})
