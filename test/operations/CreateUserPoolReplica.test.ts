import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { KeyConfiguration, placeWithReplica } from '../support/replicas.ts'

describe('CreateUserPoolReplica', () => {
  test('begins to make a secondary Region, which then is inactive', async () => {
    const { call, clock, poolId } = await place({ pool: { KeyConfiguration } })

    const { UserPoolReplica } = await call('CreateUserPoolReplica', { UserPoolId: poolId, RegionName: 'eu-west-1' })
    clock.advance({ seconds: 3 })
    const { UserPoolReplicas } = await call('ListUserPoolReplicas', { UserPoolId: poolId })

    expect(UserPoolReplica).toEqual({
      RegionName: 'eu-west-1',
      Role: 'SECONDARY',
      Status: 'CREATING',
      UserPoolArn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}`,
    })
    expect(UserPoolReplicas).toContainEqual({ ...UserPoolReplica, Status: 'INACTIVE' })
  })

  test('ListUserPools names the Region, and the pool cannot be deleted', async () => {
    const { call, poolId } = await placeWithReplica()

    expect((await call('ListUserPools', { MaxResults: 1 })).UserPools).toMatchObject([
      { ReplicaRegions: ['eu-west-1'] },
    ])
    await expect(call('DeleteUserPool', { UserPoolId: poolId })).rejects.toMatchObject(
      invalid('User pool cannot be deleted. It has a replica that should be deleted first.'),
    )
  })

  test('refuses a second one', async () => {
    const { call, poolId } = await placeWithReplica()

    await expect(call('CreateUserPoolReplica', { UserPoolId: poolId, RegionName: 'us-west-2' })).rejects.toMatchObject(
      refusal('LimitExceededException', 'A user pool can have at most 1 replica.'),
    )
  })

  test.each(['us-east-1', 'the moon'])('refuses the Region %s', async (RegionName) => {
    const { call, poolId } = await place({ pool: { KeyConfiguration } })

    await expect(call('CreateUserPoolReplica', { UserPoolId: poolId, RegionName })).rejects.toMatchObject(
      invalid(`Region ${RegionName} cannot hold a replica of this user pool.`),
    )
  })

  test('refuses pools without a key of several Regions, and LITE', async () => {
    const { call, poolId } = await place()
    const { UserPool: lite } = await call('CreateUserPool', { PoolName: 'x', UserPoolTier: 'LITE', KeyConfiguration })
    const create = (UserPoolId: string) => call('CreateUserPoolReplica', { UserPoolId, RegionName: 'eu-west-1' })

    await expect(create(poolId)).rejects.toMatchObject(
      invalid('A user pool with replicas needs a multi-Region customer managed key.'),
    )
    await expect(create(lite!.Id!)).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: Multi-Region Replication',
      ),
    )
  })

  test('refuses tags of the service itself, and an unknown pool', async () => {
    const { call, poolId } = await place({ pool: { KeyConfiguration } })
    const create = (UserPoolId: string, UserPoolTags: Record<string, string>) =>
      call('CreateUserPoolReplica', { UserPoolId, RegionName: 'eu-west-1', UserPoolTags })

    await expect(create(poolId, { 'aws:stack': 'one' })).rejects.toMatchObject(
      refusal('UserPoolTaggingException', 'Tag keys cannot begin with aws:.'),
    )
    await expect(create(unknownPool, {})).rejects.toMatchObject(noSuchPool)
  })
})
