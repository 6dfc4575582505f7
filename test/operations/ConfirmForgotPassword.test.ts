import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import {
  attributes,
  attributesOf,
  betterPassword,
  confirmedUser,
  goodPassword,
  type Place,
  type PlaceOptions,
  place,
  statusOf,
} from '../support/people.ts'

const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' }
const mismatch = {
  name: 'CodeMismatchException',
  message: 'Invalid verification code provided, please try again.',
}
const wrong = (code: string) => (code === '000000' ? '111111' : '000000')

async function withCode(options?: PlaceOptions): Promise<[Place, string]> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'alice' })
  return [shop, shop.lastCode()]
}

function confirm(shop: Place, ConfirmationCode: string, Password = betterPassword, Username = 'alice') {
  return shop.call('ConfirmForgotPassword', { ClientId: shop.clientId, Username, ConfirmationCode, Password })
}

describe('ConfirmForgotPassword', () => {
  test('sets the password', async () => {
    const [shop, code] = await withCode({
      pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 1 } } },
    })

    expect(await confirm(shop, code)).toEqual({})

    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
    // The history tells that it really is the password now.
    const again = { UserPoolId: shop.poolId, Username: 'alice', Password: betterPassword, Permanent: true }
    await expect(shop.call('AdminSetUserPassword', again)).rejects.toMatchObject({
      name: 'PasswordHistoryPolicyViolationException',
    })
  })

  test('confirms a user who was not', async () => {
    const shop = await place()
    const UserAttributes = attributes({ email: 'alice@example.com' })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'alice', Password: goodPassword, UserAttributes })
    const verified = attributes({ email_verified: 'true' })
    await shop.call('AdminUpdateUserAttributes', {
      UserPoolId: shop.poolId,
      Username: 'alice',
      UserAttributes: verified,
    })
    await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'alice' })

    await confirm(shop, shop.lastCode())

    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email_verified: 'true' })
  })

  test('takes a code once', async () => {
    const [shop, code] = await withCode()
    await confirm(shop, code)

    await expect(confirm(shop, code)).rejects.toMatchObject(expired)
  })

  test('refuses wrong codes, and codes after an hour', async () => {
    const [shop, code] = await withCode()

    await expect(confirm(shop, wrong(code))).rejects.toMatchObject(mismatch)
    shop.clock.advance({ hours: 1 })
    await expect(confirm(shop, code)).rejects.toMatchObject(expired)
  })

  test('refuses where no code was asked for', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await expect(confirm(shop, '123456')).rejects.toMatchObject(expired)
  })

  test('leaves the code good when the password is refused', async () => {
    const [shop, code] = await withCode()

    await expect(confirm(shop, code, 'short1')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    })
    await expect(confirm(shop, code)).resolves.toEqual({})
  })

  test('refuses a password that the policy remembers', async () => {
    const [shop, code] = await withCode({ pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 2 } } } })

    await expect(confirm(shop, code, goodPassword)).rejects.toMatchObject({
      name: 'PasswordHistoryPolicyViolationException',
    })
  })

  test('counts wrong codes and requests together, twenty an hour', async () => {
    const [shop, code] = await withCode()
    for (let time = 0; time < 19; time++) await expect(confirm(shop, wrong(code))).rejects.toMatchObject(mismatch)

    const limit = { name: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.' }
    await expect(confirm(shop, code)).rejects.toMatchObject(limit)
    await expect(shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'alice' })).rejects.toMatchObject(
      limit,
    )
  })

  test('tells of unknown and disabled users', async () => {
    const [shop, code] = await withCode()
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(confirm(shop, code, betterPassword, 'nobody')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    })
    await expect(confirm(shop, code)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    })
  })

  test('answers for both as for a wrong code where the client hides who exists', async () => {
    const [shop, code] = await withCode({ client: { PreventUserExistenceErrors: 'ENABLED' } })
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(confirm(shop, code, betterPassword, 'nobody')).rejects.toMatchObject(mismatch)
    await expect(confirm(shop, code)).rejects.toMatchObject(mismatch)
  })

  test('leaves an alias alone that somebody took over meanwhile', async () => {
    const [shop, code] = await withCode({ pool: { AliasAttributes: ['email'] } })
    await shop.call('AdminCreateUser', {
      UserPoolId: shop.poolId,
      Username: 'second',
      UserAttributes: attributes({ email: 'alice@example.com', email_verified: 'true' }),
      ForceAliasCreation: true,
    })

    await expect(confirm(shop, code)).resolves.toEqual({})

    expect(await attributesOf(shop, 'alice')).toMatchObject({ email_verified: 'false' })
  })

  test('refuses an unknown client and a missing secret hash', async () => {
    const shop = await place({ client: { GenerateSecret: true } })

    const request = { Username: 'alice', ConfirmationCode: '123456', Password: betterPassword }
    await expect(shop.call('ConfirmForgotPassword', { ClientId: 'nobody', ...request })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(confirm(shop, '123456')).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function PostConfirmation failed: %s',
    async (error) => {
      const shop = await place(broken('PostConfirmation', error))
      await confirmedUser(shop, 'alice')
      await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'alice' })

      await expect(confirm(shop, shop.lastCode())).rejects.toSatisfy(failureOf('PostConfirmation', error))
    },
  )
})
