import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import { attributes, confirmedUser, goodPassword, type Place, type PlaceOptions, place } from '../support/people.ts'

const details = { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }

async function withAlice(options?: PlaceOptions): Promise<Place> {
  const shop = await place(options)
  await shop.call('SignUp', {
    ClientId: shop.clientId,
    Username: 'alice',
    Password: goodPassword,
    UserAttributes: attributes({ email: 'alice@example.com' }),
  })
  return shop
}

const resend = (shop: Place, Username = 'alice') =>
  shop.call('ResendConfirmationCode', { ClientId: shop.clientId, Username })

describe('ResendConfirmationCode', () => {
  test('sends another code to the same place', async () => {
    const shop = await withAlice()

    expect(await resend(shop)).toEqual({ CodeDeliveryDetails: details })

    const [first, second] = shop.inbox()
    expect(second).toMatchObject({ kind: 'ResendCode', to: 'alice@example.com' })
    expect(second!.code).not.toBe(first!.code)
  })

  test('refuses the sixth time in an hour', async () => {
    const shop = await withAlice()
    for (let time = 0; time < 5; time++) await resend(shop)

    await expect(resend(shop)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    })
    shop.clock.advance({ hours: 1 })
    await expect(resend(shop)).resolves.toBeDefined()
  })

  test('refuses confirmed and disabled users', async () => {
    const shop = await withAlice()
    await confirmedUser(shop, 'bob')
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(resend(shop, 'bob')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User is already confirmed.',
    })
    await expect(resend(shop)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'User is disabled.' })
  })

  test('refuses where nothing is verified automatically', async () => {
    const shop = await withAlice({ pool: { AutoVerifiedAttributes: [] } })

    await expect(resend(shop)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Cannot resend codes. Auto verification not turned on.',
    })
  })

  test('tells of unknown users', async () => {
    await expect(resend(await place())).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    })
  })

  test('pretends for unknown users where the client hides them, always in the same way', async () => {
    const shop = await place({ client: { PreventUserExistenceErrors: 'ENABLED' } })

    const first = await resend(shop, 'nobody')
    const second = await resend(shop, 'nobody')
    const other = await resend(shop, 'somebody-else')

    expect(first.CodeDeliveryDetails).toEqual({
      Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
      DeliveryMedium: 'EMAIL',
      AttributeName: 'email',
    })
    expect(second).toEqual(first)
    expect(other).not.toEqual(first)
    expect(shop.inbox()).toEqual([])
  })

  test('refuses an unknown client and a missing secret hash', async () => {
    const shop = await place({ client: { GenerateSecret: true } })

    const unknown = shop.call('ResendConfirmationCode', { ClientId: 'nobody', Username: 'alice' })
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(resend(shop)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function CustomMessage failed: %s',
    async (error) => {
      const shop = await place(broken('CustomMessage', error))
      // The user is made before the function is asked.
      const UserAttributes = attributes({ email: 'alice@example.com' })
      const alice = { ClientId: shop.clientId, Username: 'alice', Password: goodPassword, UserAttributes }
      await expect(shop.call('SignUp', alice)).rejects.toThrow()

      await expect(resend(shop)).rejects.toSatisfy(failureOf('CustomMessage', error))
    },
  )
})
