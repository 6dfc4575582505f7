import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'

describe('GetGroup', () => {
  test('answers what CreateGroup answered', async () => {
    const { call, poolId, clock } = await place()
    const made = await call('CreateGroup', { UserPoolId: poolId, GroupName: 'admins', Precedence: 3 })
    clock.advance({ hours: 1 })

    expect(await call('GetGroup', { UserPoolId: poolId, GroupName: 'admins' })).toEqual(made)
  })

  test('refuses unknown groups and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('GetGroup', { UserPoolId: poolId, GroupName: 'admins' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    })
    await expect(call('GetGroup', { UserPoolId: 'us-east-1_nowhere00', GroupName: 'admins' })).rejects.toMatchObject({
      message: 'User pool us-east-1_nowhere00 does not exist.',
    })
  })
})
