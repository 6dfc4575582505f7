import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import { attributes, attributesOf, confirmedUser, goodPassword, place, statusOf } from '../support/people.ts'

describe('AdminConfirmSignUp', () => {
  test('confirms the user and verifies nothing', async () => {
    const shop = await place()
    const UserAttributes = attributes({ email: 'alice@example.com' })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'alice', Password: goodPassword, UserAttributes })

    expect(await shop.call('AdminConfirmSignUp', { UserPoolId: shop.poolId, Username: 'alice' })).toEqual({})

    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email_verified: 'false' })
  })

  test('refuses users in every other state, naming it', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob' })
    const confirm = (Username: string) => shop.call('AdminConfirmSignUp', { UserPoolId: shop.poolId, Username })

    await expect(confirm('alice')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    })
    await expect(confirm('bob')).rejects.toMatchObject({
      message: 'User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD',
    })
  })

  test('refuses unknown users and pools', async () => {
    const shop = await place()

    await expect(
      shop.call('AdminConfirmSignUp', { UserPoolId: shop.poolId, Username: 'nobody' }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' })
    await expect(
      shop.call('AdminConfirmSignUp', { UserPoolId: 'us-east-1_nowhere00', Username: 'alice' }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function PostConfirmation failed: %s',
    async (error) => {
      const shop = await place(broken('PostConfirmation', error))
      await shop.call('SignUp', {
        ClientId: shop.clientId,
        Username: 'alice',
        Password: goodPassword,
        UserAttributes: attributes({ email: 'alice@example.com' }),
      })

      await expect(shop.call('AdminConfirmSignUp', { UserPoolId: shop.poolId, Username: 'alice' })).rejects.toSatisfy(
        failureOf('PostConfirmation', error),
      )
    },
  )
})
