import { describe, expect, test } from 'vitest'
import { attributesOf, confirmedUser, place, refusesEndedTokens, signIn } from '../support/people.ts'

describe('DeleteUserAttributes', () => {
  test("deletes the caller's attributes", async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice', { nickname: 'al', locale: 'en' })
    const AccessToken = await signIn(shop, 'alice')

    const UserAttributeNames = ['nickname']
    expect(await shop.call('DeleteUserAttributes', { AccessToken, UserAttributeNames })).toEqual({})

    expect(await attributesOf(shop, 'alice')).toEqual({ locale: 'en' })
  })

  test('refuses what the client may not write', async () => {
    const shop = await place({ client: { WriteAttributes: ['locale'] } })
    await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')

    for (const name of ['nickname', 'email_verified']) {
      await expect(
        shop.call('DeleteUserAttributes', { AccessToken, UserAttributeNames: [name] }),
      ).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: 'A client attempted to write unauthorized attribute',
      })
    }
  })

  test('names attributes that the schema does not know', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')

    const unknown = shop.call('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['custom:foo'] })
    await expect(unknown).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid user attributes: user.custom:foo: Attribute does not exist in the schema.\n',
    })
  })

  test('refuses tokens that no longer hold', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await refusesEndedTokens(shop, 'alice', (AccessToken) =>
      shop.call('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['nickname'] }),
    )
  })
})
