import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'
import { placeWithReplica } from '../support/replicas.ts'

describe('ListUserPoolReplicas', () => {
  test('shows the primary Region alone', async () => {
    const { call, poolId } = await place()

    expect(await call('ListUserPoolReplicas', { UserPoolId: poolId })).toEqual({
      UserPoolReplicas: [
        {
          RegionName: 'us-east-1',
          Role: 'PRIMARY',
          Status: 'ACTIVE',
          UserPoolArn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${poolId}`,
        },
      ],
    })
  })

  test('sorts by Region', async () => {
    const { call, poolId } = await placeWithReplica()

    const { UserPoolReplicas } = await call('ListUserPoolReplicas', { UserPoolId: poolId })

    expect(UserPoolReplicas!.map(({ RegionName, Role }) => [RegionName, Role])).toEqual([
      ['eu-west-1', 'SECONDARY'],
      ['us-east-1', 'PRIMARY'],
    ])
  })

  test('refuses any token, and an unknown pool', async () => {
    const { call, poolId } = await place()

    await expect(call('ListUserPoolReplicas', { UserPoolId: poolId, NextToken: 'mine' })).rejects.toMatchObject(
      invalid('Invalid pagination token given.'),
    )
    await expect(call('ListUserPoolReplicas', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
