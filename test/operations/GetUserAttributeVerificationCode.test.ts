import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import {
  attributes,
  confirmedUser,
  type Place,
  type PlaceOptions,
  place,
  refusesEndedTokens,
  signIn,
} from '../support/people.ts'

async function signedIn(options?: PlaceOptions): Promise<[Place, string]> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice', { email: 'alice@example.com' })
  return [shop, await signIn(shop, 'alice')]
}

describe('GetUserAttributeVerificationCode', () => {
  test('sends a code to the value of the attribute', async () => {
    const [shop, AccessToken] = await signedIn()

    expect(await shop.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' })).toEqual({
      CodeDeliveryDetails: { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    })

    expect(shop.inbox()).toMatchObject([{ kind: 'VerifyUserAttribute', to: 'alice@example.com' }])
  })

  test('goes to the value that waits, where the pool wants verification first', async () => {
    const [shop, AccessToken] = await signedIn({
      pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    })
    const UserAttributes = attributes({ email: 'new@example.com' })
    await shop.call('UpdateUserAttributes', { AccessToken, UserAttributes })

    await shop.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' })

    expect(shop.inbox().at(-1)).toMatchObject({ kind: 'VerifyUserAttribute', to: 'new@example.com' })
  })

  test.each(['nickname', 'phone_number', 'custom:x'])('refuses %s', async (AttributeName) => {
    const [{ call }, AccessToken] = await signedIn()

    await expect(call('GetUserAttributeVerificationCode', { AccessToken, AttributeName })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('refuses the sixth time in an hour', async () => {
    const [{ call }, AccessToken] = await signedIn()
    const ask = () => call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' })
    for (let time = 0; time < 5; time++) await ask()

    await expect(ask()).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    })
  })

  test('refuses tokens that no longer hold', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await refusesEndedTokens(shop, 'alice', (AccessToken) =>
      shop.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' }),
    )
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function CustomMessage failed: %s',
    async (error) => {
      const shop = await place(broken('CustomMessage', error))
      await confirmedUser(shop, 'alice')
      const AccessToken = await signIn(shop, 'alice')

      await expect(
        shop.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' }),
      ).rejects.toSatisfy(failureOf('CustomMessage', error))
    },
  )
})
