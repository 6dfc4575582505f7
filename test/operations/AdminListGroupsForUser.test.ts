import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'

describe('AdminListGroupsForUser', () => {
  test('prints the groups of the user, whole, by name', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email'] } })
    await confirmedUser(shop, 'alice')
    const made = []
    for (const GroupName of ['readers', 'admins', 'others']) {
      const { Group } = await shop.call('CreateGroup', { UserPoolId: shop.poolId, GroupName, Precedence: 1 })
      made.push(Group)
      if (GroupName === 'others') continue
      await shop.call('AdminAddUserToGroup', { UserPoolId: shop.poolId, GroupName, Username: 'alice' })
    }

    const byAlias = { UserPoolId: shop.poolId, Username: 'alice@example.com' }
    expect(await shop.call('AdminListGroupsForUser', byAlias)).toEqual({ Groups: [made[1], made[0]] })
  })

  test('goes through pages, and refuses the token of another user', async () => {
    const shop = await place()
    const [alice, bob] = ['alice', 'bob'].map((Username) => ({ UserPoolId: shop.poolId, Username }))
    for (const user of [alice!, bob!]) await confirmedUser(shop, user.Username)
    for (const GroupName of ['a', 'b']) {
      await shop.call('CreateGroup', { UserPoolId: shop.poolId, GroupName })
      await shop.call('AdminAddUserToGroup', { ...alice!, GroupName })
    }

    const first = await shop.call('AdminListGroupsForUser', { ...alice!, Limit: 1 })
    const second = await shop.call('AdminListGroupsForUser', { ...alice!, Limit: 1, NextToken: first.NextToken })

    expect([first, second].map((page) => page.Groups?.map((group) => group.GroupName))).toEqual([['a'], ['b']])
    expect(second.NextToken).toBeUndefined()
    await expect(shop.call('AdminListGroupsForUser', { ...bob!, NextToken: first.NextToken })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('refuses unknown users and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('AdminListGroupsForUser', { UserPoolId: poolId, Username: 'nobody' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    const elsewhere = call('AdminListGroupsForUser', { UserPoolId: 'us-east-1_nowhere00', Username: 'nobody' })
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
