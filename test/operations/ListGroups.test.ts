import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'

describe('ListGroups', () => {
  test('prints the groups of the pool by name', async () => {
    const { call, poolId } = await place()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'other' })
    await call('CreateGroup', { UserPoolId: UserPool!.Id!, GroupName: 'elsewhere' })
    const { Group: readers } = await call('CreateGroup', { UserPoolId: poolId, GroupName: 'readers' })
    const { Group: admins } = await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins', Precedence: 1 })

    expect(await call('ListGroups', { UserPoolId: poolId })).toEqual({ Groups: [admins, readers] })
  })

  test('goes through pages of one', async () => {
    const { call, poolId } = await place()
    for (const GroupName of ['c', 'a', 'b']) await call('CreateGroup', { UserPoolId: poolId, GroupName })

    const first = await call('ListGroups', { UserPoolId: poolId, Limit: 1 })
    const second = await call('ListGroups', { UserPoolId: poolId, Limit: 1, NextToken: first.NextToken })
    const third = await call('ListGroups', { UserPoolId: poolId, Limit: 1, NextToken: second.NextToken })

    const names = [first, second, third].flatMap((page) => page.Groups!.map((group) => group.GroupName))
    expect(names).toEqual(['a', 'b', 'c'])
    expect(third.NextToken).toBeUndefined()
  })

  test('refuses a foreign token', async () => {
    const { call, poolId } = await place()

    await expect(call('ListGroups', { UserPoolId: poolId, NextToken: 'foreign' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('ListGroups', { UserPoolId: 'us-east-1_nowhere00' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
