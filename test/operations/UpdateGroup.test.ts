import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'

describe('UpdateGroup', () => {
  test('changes what is given, leaves the rest, and moves the date', async () => {
    const { call, poolId, clock } = await place()
    const RoleArn = 'arn:aws:iam::123456789012:role/admin'
    await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins', Description: 'old', RoleArn, Precedence: 2 })
    clock.advance({ minutes: 1 })

    const { Group } = await call('UpdateGroup', { UserPoolId: poolId, GroupName: 'admins', Description: 'new' })

    expect(Group).toEqual({
      GroupName: 'admins',
      UserPoolId: poolId,
      Description: 'new',
      RoleArn,
      Precedence: 2,
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow + 60_000),
    })
    expect(await call('GetGroup', { UserPoolId: poolId, GroupName: 'admins' })).toEqual({ Group })
  })

  test('refuses a role of another account', async () => {
    const { call, poolId } = await place()
    await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins' })

    const RoleArn = 'arn:aws:iam::999999999999:role/admin'
    await expect(call('UpdateGroup', { UserPoolId: poolId, GroupName: 'admins', RoleArn })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cross-account pass role is not allowed.',
    })
  })

  test('refuses unknown groups and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('UpdateGroup', { UserPoolId: poolId, GroupName: 'admins' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    })
    const elsewhere = call('UpdateGroup', { UserPoolId: 'us-east-1_nowhere00', GroupName: 'admins' })
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
