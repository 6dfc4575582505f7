import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import { betterPassword, confirmedUser, goodPassword, type Place, place, signIn, statusOf } from '../support/people.ts'

const reset = (shop: Place) => shop.call('AdminResetUserPassword', { UserPoolId: shop.poolId, Username: 'alice' })

describe('AdminResetUserPassword', () => {
  test('sends a code, and nobody signs in until it has been used', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    expect(await reset(shop)).toEqual({})

    expect(await statusOf(shop, 'alice')).toBe('RESET_REQUIRED')
    expect(shop.inbox()).toMatchObject([{ kind: 'ForgotPassword', to: 'alice@example.com' }])
    await expect(signIn(shop, 'alice')).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
      message: 'Password reset required for the user',
    })
    await shop.call('ConfirmForgotPassword', {
      ClientId: shop.clientId,
      Username: 'alice',
      ConfirmationCode: shop.lastCode(),
      Password: betterPassword,
    })
    await expect(signIn(shop, 'alice', betterPassword)).resolves.toEqual(expect.any(String))
  })

  test('may be repeated', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    await reset(shop)

    await expect(reset(shop)).resolves.toEqual({})

    expect(shop.inbox()).toHaveLength(2)
  })

  test('refuses users who have nothing verified', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice', { email: 'alice@example.com' })

    await expect(reset(shop)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
    })
    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
  })

  test('refuses where only administrators recover accounts', async () => {
    const RecoveryMechanisms = [{ Name: 'admin_only' as const, Priority: 1 }]
    const shop = await place({ pool: { AccountRecoverySetting: { RecoveryMechanisms } } })
    await confirmedUser(shop, 'alice')

    await expect(reset(shop)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })

  test('refuses users in other states, and disabled ones', async () => {
    const shop = await place()
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })
    const wrongState = {
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    }

    await expect(reset(shop)).rejects.toMatchObject(wrongState)
    await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'alice' })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'alice', Password: goodPassword })
    await expect(reset(shop)).rejects.toMatchObject(wrongState)
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })
    await expect(reset(shop)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'User is disabled' })
  })

  test('refuses the twenty-first time in an hour', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    for (let time = 0; time < 20; time++) await reset(shop)

    await expect(reset(shop)).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  test('refuses unknown users and pools', async () => {
    const shop = await place()

    await expect(reset(shop)).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    const elsewhere = shop.call('AdminResetUserPassword', { UserPoolId: 'us-east-1_nowhere00', Username: 'alice' })
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function CustomMessage failed: %s',
    async (error) => {
      const shop = await place(broken('CustomMessage', error))
      await confirmedUser(shop, 'alice')

      await expect(reset(shop)).rejects.toSatisfy(failureOf('CustomMessage', error))
    },
  )
})
