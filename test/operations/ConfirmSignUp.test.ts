import { describe, expect, test } from 'vitest'
import { secretHash } from '../../src/base/secret-hash.ts'
import { broken, failureOf } from '../support/broken-functions.ts'
import {
  attributes,
  attributesOf,
  confirmedUser,
  goodPassword,
  type Place,
  place,
  statusOf,
} from '../support/people.ts'

const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' }
const mismatch = {
  name: 'CodeMismatchException',
  message: 'Invalid verification code provided, please try again.',
}

async function signedUp(shop: Place, Username = 'alice'): Promise<string> {
  await shop.call('SignUp', {
    ClientId: shop.clientId,
    Username,
    Password: goodPassword,
    UserAttributes: attributes({ email: 'alice@example.com' }),
  })
  return shop.lastCode()
}

function confirm(shop: Place, ConfirmationCode: string, more: { ForceAliasCreation?: boolean } = {}) {
  return shop.call('ConfirmSignUp', { ClientId: shop.clientId, Username: 'alice', ConfirmationCode, ...more })
}

const wrong = (code: string) => (code === '000000' ? '111111' : '000000')

describe('ConfirmSignUp', () => {
  test('confirms the user and verifies the address', async () => {
    const shop = await place()
    const code = await signedUp(shop)

    expect(await confirm(shop, code)).toEqual({})

    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'alice@example.com', email_verified: 'true' })
  })

  test('refuses a wrong code and then takes the right one', async () => {
    const shop = await place()
    const code = await signedUp(shop)

    await expect(confirm(shop, wrong(code))).rejects.toMatchObject(mismatch)
    await expect(confirm(shop, code)).resolves.toEqual({})
  })

  test('refuses a code after 24 hours', async () => {
    const shop = await place()
    const code = await signedUp(shop)

    shop.clock.advance({ hours: 24 })

    await expect(confirm(shop, code)).rejects.toMatchObject(expired)
  })

  test('refuses a code that a newer one replaced', async () => {
    const shop = await place()
    const first = await signedUp(shop)
    await shop.call('ResendConfirmationCode', { ClientId: shop.clientId, Username: 'alice' })

    await expect(confirm(shop, first)).rejects.toMatchObject(mismatch)
    await expect(confirm(shop, shop.lastCode())).resolves.toEqual({})
  })

  test('refuses a user to whom no code was sent', async () => {
    const shop = await place({ pool: { AutoVerifiedAttributes: [] } })
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'alice', Password: goodPassword })

    await expect(confirm(shop, '123456')).rejects.toMatchObject(expired)
  })

  test('refuses a user who is confirmed already', async () => {
    const shop = await place()
    const code = await signedUp(shop)
    await confirm(shop, code)

    await expect(confirm(shop, code)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    })
  })

  test('refuses the sixteenth attempt of an hour, right or wrong, and forgets after it', async () => {
    const shop = await place()
    const code = await signedUp(shop)
    for (let attempt = 0; attempt < 15; attempt++) {
      await expect(confirm(shop, wrong(code))).rejects.toMatchObject(mismatch)
    }

    await expect(confirm(shop, code)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    })
    shop.clock.advance({ hours: 1 })
    await expect(confirm(shop, code)).resolves.toEqual({})
  })

  test('refuses a disabled user', async () => {
    const shop = await place()
    const code = await signedUp(shop)
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(confirm(shop, code)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    })
  })

  test('tells of unknown users unless the client hides them', async () => {
    const open = await place()
    const hiding = await place({ client: { PreventUserExistenceErrors: 'ENABLED' } })

    await expect(confirm(open, '123456')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    })
    await expect(confirm(hiding, '123456')).rejects.toMatchObject(expired)
  })

  test('refuses an unknown client and a missing secret hash', async () => {
    const shop = await place({ client: { GenerateSecret: true } })
    const Username = 'alice'
    const ConfirmationCode = '123456'

    await expect(shop.call('ConfirmSignUp', { ClientId: 'nobody', Username, ConfirmationCode })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(confirm(shop, ConfirmationCode)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    const SecretHash = secretHash(shop.clientSecret!, Username, shop.clientId)
    await expect(
      shop.call('ConfirmSignUp', { ClientId: shop.clientId, Username, ConfirmationCode, SecretHash }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException' })
  })

  describe('with an alias that somebody has verified', () => {
    async function taken(): Promise<[Place, string]> {
      const shop = await place({ pool: { AliasAttributes: ['email'] } })
      await confirmedUser(shop, 'first', { email: 'alice@example.com', email_verified: 'true' })
      return [shop, await signedUp(shop)]
    }

    test('refuses, and the code stays good', async () => {
      const [shop, code] = await taken()

      await expect(confirm(shop, code)).rejects.toMatchObject({
        name: 'AliasExistsException',
        message: 'An account with the email already exists.',
      })
      expect(await statusOf(shop, 'alice')).toBe('UNCONFIRMED')
    })

    test('moves the alias where that is forced', async () => {
      const [shop, code] = await taken()

      await confirm(shop, code, { ForceAliasCreation: true })

      const byAlias = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice@example.com' })
      expect(byAlias.Username).toBe('alice')
      expect(await attributesOf(shop, 'first')).toMatchObject({ email_verified: 'false' })
    })
  })

  test('finds the user by the address where that is the username', async () => {
    const shop = await place({ pool: { UsernameAttributes: ['email'] } })
    const code = await signedUp(shop, 'alice@example.com')

    await shop.call('ConfirmSignUp', {
      ClientId: shop.clientId,
      Username: 'alice@example.com',
      ConfirmationCode: code,
    })

    expect(await statusOf(shop, 'alice@example.com')).toBe('CONFIRMED')
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function PostConfirmation failed: %s',
    async (error) => {
      const shop = await place(broken('PostConfirmation', error))
      const code = await signedUp(shop)

      await expect(confirm(shop, code)).rejects.toSatisfy(failureOf('PostConfirmation', error))
    },
  )
})
