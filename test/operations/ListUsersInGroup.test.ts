import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'

describe('ListUsersInGroup', () => {
  test('prints the users of the group as ListUsers does, in pages', async () => {
    const shop = await place()
    const group = { UserPoolId: shop.poolId, GroupName: 'admins' }
    await shop.call('CreateGroup', group)
    for (const Username of ['carol', 'alice', 'bob']) await confirmedUser(shop, Username)
    for (const Username of ['bob', 'carol']) await shop.call('AdminAddUserToGroup', { ...group, Username })

    const first = await shop.call('ListUsersInGroup', { ...group, Limit: 1 })
    const second = await shop.call('ListUsersInGroup', { ...group, Limit: 1, NextToken: first.NextToken })

    const { Users } = await shop.call('ListUsers', { UserPoolId: shop.poolId, Filter: 'username ^= ""' })
    const byName = new Map(Users!.map((user) => [user.Username, user]))
    expect(first.Users).toEqual([byName.get('carol')])
    expect(second).toEqual({ Users: [byName.get('bob')] })
  })

  test('refuses a foreign token', async () => {
    const { call, poolId } = await place()
    await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins' })

    const foreign = call('ListUsersInGroup', { UserPoolId: poolId, GroupName: 'admins', NextToken: 'foreign' })
    await expect(foreign).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('refuses unknown groups and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('ListUsersInGroup', { UserPoolId: poolId, GroupName: 'admins' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    })
    const elsewhere = call('ListUsersInGroup', { UserPoolId: 'us-east-1_nowhere00', GroupName: 'admins' })
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
