import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { groupMembers, groups } from '../../src/store/schema/groups.ts'
import { confirmedUser, goodPassword, type Place, place } from '../support/people.ts'

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

describe('AdminAddUserToGroup', () => {
  test('puts the user into the group; doing it twice is no error', async () => {
    const shop = await withGroup()
    const alice = { UserPoolId: shop.poolId, GroupName: 'admins', Username: 'alice' }

    expect(await shop.call('AdminAddUserToGroup', alice)).toBeUndefined()
    expect(await shop.call('AdminAddUserToGroup', alice)).toBeUndefined()

    expect(await members(shop)).toEqual(['alice'])
  })

  test('shows in the next tokens of the user', async () => {
    const shop = await withGroup()
    const RoleArn = 'arn:aws:iam::123456789012:role/admin'
    await shop.call('UpdateGroup', { UserPoolId: shop.poolId, GroupName: 'admins', RoleArn })

    await shop.call('AdminAddUserToGroup', { UserPoolId: shop.poolId, GroupName: 'admins', Username: 'alice' })

    const { AuthenticationResult } = await shop.call('InitiateAuth', {
      ClientId: shop.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'alice', PASSWORD: goodPassword },
    })
    const { IdToken = '', AccessToken = '' } = AuthenticationResult!
    expect(decodeJwt(AccessToken)).toMatchObject({ 'cognito:groups': ['admins'] })
    expect(decodeJwt(IdToken)).toMatchObject({
      'cognito:groups': ['admins'],
      'cognito:roles': [RoleArn],
      'cognito:preferred_role': RoleArn,
    })
  })

  test('refuses the hundred and first group of a user, and leaves the hundred alone', async () => {
    const shop = await withGroup()
    const { tx } = shop.core.store
    for (let number = 0; number < 100; number++) {
      const group = { poolId: shop.poolId, name: `group-${number}`, createdAt: 0, modifiedAt: 0 }
      tx.insert(groups).values(group).run()
      tx.insert(groupMembers).values({ poolId: shop.poolId, group: group.name, userId: 1 }).run()
    }

    const alice = { UserPoolId: shop.poolId, GroupName: 'admins', Username: 'alice' }
    await expect(shop.call('AdminAddUserToGroup', alice)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(shop.call('AdminAddUserToGroup', { ...alice, GroupName: 'group-7' })).resolves.toBeUndefined()
    expect(await members(shop)).toEqual([])
  })

  test('refuses unknown groups before unknown users, and unknown pools', async () => {
    const { call, poolId } = await withGroup()
    const ask = (UserPoolId: string, GroupName: string) =>
      call('AdminAddUserToGroup', { UserPoolId, GroupName, Username: 'nobody' })

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
