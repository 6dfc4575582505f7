import { describe, expect, test } from 'vitest'
import { groups } from '../../src/store/schema/groups.ts'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'

describe('CreateGroup', () => {
  test('answers the group, without the members that are not set', async () => {
    const { call, poolId } = await place()

    const { Group } = await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins' })

    expect(Group).toEqual({
      GroupName: 'admins',
      UserPoolId: poolId,
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow),
    })
  })

  test('keeps description, role and precedence', async () => {
    const { call, poolId } = await place()
    const settings = {
      Description: 'People who may do everything',
      RoleArn: 'arn:aws:iam::123456789012:role/admin',
      Precedence: 0,
    }

    const { Group } = await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins', ...settings })

    expect(Group).toMatchObject(settings)
  })

  test('refuses a second group of the same name in the pool', async () => {
    const { call, poolId } = await place()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'other' })
    await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins' })

    await expect(call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins' })).rejects.toMatchObject({
      name: 'GroupExistsException',
      message: 'A group with the name admins already exists.',
    })
    await expect(call('CreateGroup', { UserPoolId: poolId, GroupName: 'Admins' })).resolves.toBeDefined()
    await expect(call('CreateGroup', { UserPoolId: UserPool!.Id!, GroupName: 'admins' })).resolves.toBeDefined()
  })

  test('refuses a role of another account', async () => {
    const { call, poolId } = await place()

    const RoleArn = 'arn:aws:iam::999999999999:role/admin'
    await expect(call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins', RoleArn })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cross-account pass role is not allowed.',
    })
  })

  test('refuses the group after the ten-thousandth of a pool', async () => {
    const { call, poolId, core } = await place()
    const rows = Array.from({ length: 10_000 }, (_, number) => `group-${number}`)
    for (let from = 0; from < rows.length; from += 1000) {
      const values = rows
        .slice(from, from + 1000)
        .map((name) => ({ poolId, name, createdAt: testNow, modifiedAt: testNow }))
      core.store.tx.insert(groups).values(values).run()
    }

    await expect(call('CreateGroup', { UserPoolId: poolId, GroupName: 'one-more' })).rejects.toMatchObject({
      name: 'LimitExceededException',
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('CreateGroup', { UserPoolId: 'us-east-1_nowhere00', GroupName: 'x' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_nowhere00 does not exist.',
    })
  })
})
