import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'

describe('DeleteGroup', () => {
  test('deletes a group with members; they stay and lose it', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const group = { UserPoolId: shop.poolId, GroupName: 'admins' }
    await shop.call('CreateGroup', group)
    await shop.call('AdminAddUserToGroup', { ...group, Username: 'alice' })

    expect(await shop.call('DeleteGroup', group)).toBeUndefined()

    await expect(shop.call('GetGroup', group)).rejects.toMatchObject({ message: 'Group not found.' })
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }
    expect((await shop.call('AdminListGroupsForUser', alice)).Groups).toEqual([])
    await expect(shop.call('AdminGetUser', alice)).resolves.toBeDefined()
    // A group of the same name starts empty.
    await shop.call('CreateGroup', group)
    expect((await shop.call('ListUsersInGroup', group)).Users).toEqual([])
  })

  test('refuses unknown groups and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('DeleteGroup', { UserPoolId: poolId, GroupName: 'admins' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    })
    const elsewhere = call('DeleteGroup', { UserPoolId: 'us-east-1_nowhere00', GroupName: 'admins' })
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
