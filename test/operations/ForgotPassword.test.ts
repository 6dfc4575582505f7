import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import { attributes, confirmedUser, goodPassword, type Place, type PlaceOptions, place } from '../support/people.ts'

const forgot = (shop: Place, Username = 'alice') => shop.call('ForgotPassword', { ClientId: shop.clientId, Username })

const both = {
  email: 'alice@example.com',
  email_verified: 'true',
  phone_number: '+15555550134',
  phone_number_verified: 'true',
}
const byEmail = { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }
const byPhone = { Destination: '+*******0134', DeliveryMedium: 'SMS', AttributeName: 'phone_number' }
const unreachable = {
  name: 'InvalidParameterException',
  message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
}

function recovery(...names: ('verified_email' | 'verified_phone_number' | 'admin_only')[]): PlaceOptions {
  const RecoveryMechanisms = names.map((Name, position) => ({ Name, Priority: position + 1 }))
  return { pool: { AccountRecoverySetting: { RecoveryMechanisms } } }
}

describe('ForgotPassword', () => {
  test('sends a code to the verified address', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    expect(await forgot(shop)).toEqual({ CodeDeliveryDetails: byEmail })

    expect(shop.inbox()).toMatchObject([
      {
        kind: 'ForgotPassword',
        to: 'alice@example.com',
        code: expect.stringMatching(/^\d{6}$/),
        text: `Your verification code is ${shop.lastCode()}.`,
      },
    ])
  })

  test.each([
    ['the phone number first without a setting', {}, both, byPhone],
    ['the address where the number is not verified', {}, { ...both, phone_number_verified: 'false' }, byEmail],
    ['the address where the setting says so', recovery('verified_email', 'verified_phone_number'), both, byEmail],
    ['the number where the setting says so', recovery('verified_phone_number', 'verified_email'), both, byPhone],
  ])('chooses %s', async (_name, options, values, expected) => {
    const shop = await place(options)
    await confirmedUser(shop, 'alice', values)

    expect(await forgot(shop)).toEqual({ CodeDeliveryDetails: expected })
  })

  test('refuses users without anything verified', async () => {
    const shop = await place(recovery('verified_phone_number'))
    await confirmedUser(shop, 'alice')

    await expect(forgot(shop)).rejects.toMatchObject(unreachable)
  })

  test('refuses users who signed up and verified nothing', async () => {
    const shop = await place()
    const UserAttributes = attributes({ email: 'alice@example.com' })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'alice', Password: goodPassword, UserAttributes })

    await expect(forgot(shop)).rejects.toMatchObject(unreachable)
  })

  test('refuses where only an administrator may reset', async () => {
    const shop = await place(recovery('admin_only'))
    await confirmedUser(shop, 'alice')

    await expect(forgot(shop)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Contact administrator to reset password.',
    })
  })

  test('refuses users with a temporary password', async () => {
    const shop = await place()
    const UserAttributes = attributes({ email: 'alice@example.com', email_verified: 'true' })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice', UserAttributes })

    await expect(forgot(shop)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    })
  })

  test('refuses disabled and unknown users', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(forgot(shop)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'User is disabled.' })
    await expect(forgot(shop, 'nobody')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    })
  })

  test('refuses after twenty codes in an hour', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    for (let time = 0; time < 20; time++) await forgot(shop)

    await expect(forgot(shop)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    })
  })

  test('refuses an unknown client and a missing secret hash', async () => {
    const shop = await place({ client: { GenerateSecret: true } })

    const unknown = shop.call('ForgotPassword', { ClientId: 'nobody', Username: 'alice' })
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(forgot(shop)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })

  describe('where the client hides who exists', () => {
    const hiding = { PreventUserExistenceErrors: 'ENABLED' as const }

    test('pretends for unknown, disabled and unverified users, always in the same way', async () => {
      const shop = await place({ client: hiding })
      await confirmedUser(shop, 'disabled')
      await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'disabled' })
      await confirmedUser(shop, 'unverified', { email: 'unverified@example.com' })

      for (const name of ['nobody', 'disabled', 'unverified']) {
        const first = await forgot(shop, name)
        // Without a setting the phone number comes first, so that is what a pretended answer shows.
        expect(first.CodeDeliveryDetails).toEqual({
          Destination: expect.stringMatching(/^\+\*{7}\d{4}$/),
          DeliveryMedium: 'SMS',
          AttributeName: 'phone_number',
        })
        expect(await forgot(shop, name)).toEqual(first)
      }
      expect(shop.inbox()).toEqual([])
    })

    test('follows the form of the name', async () => {
      const shop = await place({ pool: { UsernameAttributes: ['email', 'phone_number'] }, client: hiding })

      expect(await forgot(shop, 'alice@example.com')).toEqual({ CodeDeliveryDetails: byEmail })
      expect(await forgot(shop, '+15555550134')).toEqual({ CodeDeliveryDetails: byPhone })
    })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function CustomMessage failed: %s',
    async (error) => {
      const shop = await place(broken('CustomMessage', error))
      await confirmedUser(shop, 'alice')

      await expect(forgot(shop)).rejects.toSatisfy(failureOf('CustomMessage', error))
    },
  )
})
