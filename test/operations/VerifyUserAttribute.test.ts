import { describe, expect, test } from 'vitest'
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

const mismatch = {
  name: 'CodeMismatchException',
  message: 'Invalid verification code provided, please try again.',
}
const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' }
const wrong = (code: string) => (code === '000000' ? '111111' : '000000')

/** Alice with an unverified address, signed in, and what verifies it. */
async function withCode(options?: PlaceOptions): Promise<[Place, (code: string) => Promise<unknown>]> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice', { email: 'alice@example.com' })
  const AccessToken = await signIn(shop, 'alice')
  await shop.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' })
  return [shop, (Code) => shop.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code })]
}

describe('VerifyUserAttribute', () => {
  test('verifies the attribute with a code that counts once', async () => {
    const [shop, verify] = await withCode()
    const code = shop.lastCode()

    expect(await verify(code)).toEqual({})

    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'alice@example.com', email_verified: 'true' })
    await expect(verify(code)).rejects.toMatchObject(expired)
  })

  test('refuses a wrong code, and the right one after 24 hours', async () => {
    const [shop] = await withCode({ client: { AccessTokenValidity: 24 } })
    const code = shop.lastCode()
    shop.clock.advance({ minutes: 1 })
    const AccessToken = await signIn(shop, 'alice')
    const verify = (Code: string) => shop.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code })

    await expect(verify(wrong(code))).rejects.toMatchObject(mismatch)
    shop.clock.advance({ hours: 23, minutes: 59 })
    await expect(verify(code)).rejects.toMatchObject(expired)
  })

  test('puts the new value into its place, where the pool wanted verification first', async () => {
    const shop = await place({
      pool: {
        AliasAttributes: ['email'],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      },
    })
    await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')
    await shop.call('UpdateUserAttributes', { AccessToken, UserAttributes: attributes({ email: 'new@example.com' }) })

    await shop.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: shop.lastCode() })

    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'new@example.com', email_verified: 'true' })
    await expect(
      shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'new@example.com' }),
    ).resolves.toMatchObject({ Username: 'alice' })
  })

  test('refuses an alias that somebody verified meanwhile; the code stays good', async () => {
    const [shop, verify] = await withCode({ pool: { AliasAttributes: ['email'] } })
    const code = shop.lastCode()
    await confirmedUser(shop, 'bob', { email: 'alice@example.com', email_verified: 'true' })
    const taken = { name: 'AliasExistsException', message: 'An account with the given email already exists.' }

    await expect(verify(code)).rejects.toMatchObject(taken)
    await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'bob' })
    await expect(verify(code)).resolves.toEqual({})
  })

  test('refuses the sixteenth attempt of an hour', async () => {
    const [shop, verify] = await withCode()
    const code = shop.lastCode()
    for (let time = 0; time < 15; time++) await expect(verify(wrong(code))).rejects.toMatchObject(mismatch)

    await expect(verify(code)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    })
  })

  test('refuses attributes that cannot be verified', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')

    const nickname = { AccessToken, AttributeName: 'nickname', Code: '123456' }
    await expect(shop.call('VerifyUserAttribute', nickname)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('refuses tokens that no longer hold', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await refusesEndedTokens(shop, 'alice', (AccessToken) =>
      shop.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: '123456' }),
    )
  })
})
