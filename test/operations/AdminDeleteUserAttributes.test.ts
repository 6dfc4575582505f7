import { describe, expect, test } from 'vitest'
import { attributesOf, confirmedUser, type Place, place } from '../support/people.ts'

function remove(shop: Place, ...UserAttributeNames: string[]) {
  return shop.call('AdminDeleteUserAttributes', { UserPoolId: shop.poolId, Username: 'alice', UserAttributeNames })
}

describe('AdminDeleteUserAttributes', () => {
  test('deletes attributes; one without value is no error', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice', { nickname: 'al', locale: 'en' })

    expect(await remove(shop, 'nickname', 'gender')).toEqual({})

    expect(await attributesOf(shop, 'alice')).toEqual({ locale: 'en' })
  })

  test('deletes the flag and the alias with the address', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email'] } })
    await confirmedUser(shop, 'alice')

    await remove(shop, 'email')

    expect(await attributesOf(shop, 'alice')).toEqual({})
    await expect(
      shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice@example.com' }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException' })
  })

  test('names every attribute that the schema does not know', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await expect(remove(shop, 'custom:foo', 'bar', 'nickname')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        'Invalid user attributes: user.custom:foo: Attribute does not exist in the schema.\nuser.bar: Attribute does not exist in the schema.\n',
    })
  })

  test('refuses required attributes and sub', async () => {
    const shop = await place({ pool: { Schema: [{ Name: 'name', Required: true }] } })
    await confirmedUser(shop, 'alice', { name: 'Alice' })

    for (const name of ['name', 'sub']) {
      await expect(remove(shop, name)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `Invalid user attributes: user.${name}: Required attribute cannot be deleted.\n`,
      })
    }
  })

  test('refuses unknown users and pools', async () => {
    const shop = await place()

    await expect(remove(shop, 'nickname')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    const elsewhere = { UserPoolId: 'us-east-1_nowhere00', Username: 'alice', UserAttributeNames: ['nickname'] }
    await expect(shop.call('AdminDeleteUserAttributes', elsewhere)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
