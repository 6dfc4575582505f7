import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import {
  attributes,
  attributesOf,
  confirmedUser,
  type Place,
  type PlaceOptions,
  place,
  refusesEndedTokens,
  signIn,
} from '../support/people.ts'

async function signedIn(
  options?: PlaceOptions,
): Promise<[Place, (values: Record<string, string>) => Promise<unknown>]> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  const AccessToken = await signIn(shop, 'alice')
  const update = (values: Record<string, string>) =>
    shop.call('UpdateUserAttributes', { AccessToken, UserAttributes: attributes(values) })
  return [shop, update]
}

describe('UpdateUserAttributes', () => {
  test('writes, and answers an empty list where nothing was sent', async () => {
    const [shop, update] = await signedIn()

    expect(await update({ nickname: 'al' })).toEqual({ CodeDeliveryDetailsList: [] })

    expect(await attributesOf(shop, 'alice')).toMatchObject({ nickname: 'al' })
  })

  test('stores a new address unverified and sends a code to it', async () => {
    const [shop, update] = await signedIn()

    expect(await update({ email: 'new@example.com' })).toEqual({
      CodeDeliveryDetailsList: [{ Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }],
    })

    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'new@example.com', email_verified: 'false' })
    expect(shop.inbox()).toMatchObject([{ kind: 'UpdateUserAttribute', to: 'new@example.com' }])
  })

  test('keeps the old address where the pool wants verification first', async () => {
    const [shop, update] = await signedIn({
      pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    })

    expect(await update({ email: 'new@example.com' })).toMatchObject({
      CodeDeliveryDetailsList: [{ Destination: 'n***@e***' }],
    })

    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'alice@example.com', email_verified: 'true' })
  })

  test('sends one code for each new contact', async () => {
    const [shop, update] = await signedIn({
      pool: {
        AutoVerifiedAttributes: ['email', 'phone_number'],
        SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' },
      },
    })

    await update({ email: 'new@example.com', phone_number: '+15555550134' })

    expect(shop.inbox()).toMatchObject([{ to: 'new@example.com' }, { to: '+15555550134', channel: 'sms' }])
  })

  test('makes a code for the old address worthless', async () => {
    const [shop, update] = await signedIn()
    await update({ email: 'second@example.com' })
    const code = shop.lastCode()
    await update({ email: '' })
    const AccessToken = await signIn(shop, 'alice')

    await expect(
      shop.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: code }),
    ).rejects.toMatchObject({ name: 'ExpiredCodeException' })
  })

  test.each([
    ['email_verified', 'true', {}],
    ['custom:plan', 'gold', { WriteAttributes: ['email'] }],
    ['nickname', 'al', { WriteAttributes: ['email'] }],
    ['email', 'al@example.com', { WriteAttributes: ['oidc:profile'] }],
  ])('refuses %s from a client that may not write it', async (name, value, client) => {
    const [, update] = await signedIn({ pool: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] }, client })

    await expect(update({ [name]: value })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    })
  })

  test('refuses sub before anything else', async () => {
    const shop = await place({ client: { WriteAttributes: ['email'] } })
    await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')

    for (const Value of ['mine', '', undefined]) {
      const UserAttributes = [
        { Name: 'nickname', Value: 'al' },
        { Name: 'sub', ...(Value === undefined ? {} : { Value }) },
      ]
      await expect(shop.call('UpdateUserAttributes', { AccessToken, UserAttributes })).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'Cannot modify the non-mutable attribute sub',
      })
    }
  })

  test('refuses values outside the schema', async () => {
    const [, update] = await signedIn()

    await expect(update({ birthdate: '1990' })).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(update({ phone_number: '555' })).rejects.toMatchObject({ message: 'Invalid phone number format.' })
  })

  test('refuses an alias that somebody has verified', async () => {
    const [shop, update] = await signedIn({ pool: { AliasAttributes: ['email'] } })
    await confirmedUser(shop, 'bob')

    await expect(update({ email: 'bob@example.com' })).rejects.toMatchObject({
      name: 'AliasExistsException',
      message: 'An account with the given email already exists.',
    })
  })

  test('refuses tokens that no longer hold', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await refusesEndedTokens(shop, 'alice', (AccessToken) =>
      shop.call('UpdateUserAttributes', { AccessToken, UserAttributes: [] }),
    )
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function CustomMessage failed: %s',
    async (error) => {
      const shop = await place(broken('CustomMessage', error))
      await confirmedUser(shop, 'alice')
      const AccessToken = await signIn(shop, 'alice')
      const UserAttributes = attributes({ email: 'new@example.com' })

      await expect(shop.call('UpdateUserAttributes', { AccessToken, UserAttributes })).rejects.toSatisfy(
        failureOf('CustomMessage', error),
      )
    },
  )
})
