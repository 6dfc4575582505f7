import { describe, expect, test } from 'vitest'
import { confirmedUser, type Place, place } from '../support/people.ts'

async function withGroup(): Promise<Place> {
  const shop = await place()
  await confirmedUser(shop, 'alice')
  await shop.call('CreateGroup', { UserPoolId: shop.poolId, GroupName: 'admins' })
  return shop
}

const members = async (shop: Place) =>
  (await shop.call('ListUsersInGroup', { UserPoolId: shop.poolId, GroupName: 'admins' })).Users!.map(
    (user) => user.Username,
  )

describe('AdminRemoveUserFromGroup', () => {
  test('takes the user out of the group; doing it twice is no error', async () => {
    const shop = await withGroup()
    await confirmedUser(shop, 'bob')
    const group = { UserPoolId: shop.poolId, GroupName: 'admins' }
    for (const Username of ['alice', 'bob']) await shop.call('AdminAddUserToGroup', { ...group, Username })

    expect(await shop.call('AdminRemoveUserFromGroup', { ...group, Username: 'alice' })).toBeUndefined()
    expect(await shop.call('AdminRemoveUserFromGroup', { ...group, Username: 'alice' })).toBeUndefined()

    expect(await members(shop)).toEqual(['bob'])
  })

  test('refuses unknown groups before unknown users, and unknown pools', async () => {
    const { call, poolId } = await withGroup()
    const ask = (UserPoolId: string, GroupName: string) =>
      call('AdminRemoveUserFromGroup', { UserPoolId, GroupName, Username: 'nobody' })

    await expect(ask(poolId, 'nothing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    })
    await expect(ask(poolId, 'admins')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    await expect(ask('us-east-1_nowhere00', 'admins')).rejects.toMatchObject({
      message: 'User pool us-east-1_nowhere00 does not exist.',
    })
  })
})
