import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { KeyConfiguration, placeWithReplica } from '../support/replicas.ts'

describe('UpdateUserPoolReplica', () => {
  test('switches a secondary Region on and off', async () => {
    const { call, poolId } = await placeWithReplica()

    for (const Status of ['ACTIVE', 'INACTIVE'] as const) {
      const ids = { UserPoolId: poolId, RegionName: 'eu-west-1' }
      expect((await call('UpdateUserPoolReplica', { ...ids, Status })).UserPoolReplica!.Status).toBe(Status)
      expect((await call('ListUserPoolReplicas', { UserPoolId: poolId })).UserPoolReplicas![0]!.Status).toBe(Status)
    }
  })

  test('refuses one that is being made', async () => {
    const { call, poolId } = await place({ pool: { KeyConfiguration } })
    const ids = { UserPoolId: poolId, RegionName: 'eu-west-1' }
    await call('CreateUserPoolReplica', ids)

    await expect(call('UpdateUserPoolReplica', { ...ids, Status: 'ACTIVE' })).rejects.toMatchObject(
      invalid('The replica in eu-west-1 is CREATING.'),
    )
  })

  test('refuses a Region without replica and an unknown pool', async () => {
    const { call, poolId } = await placeWithReplica()
    const activate = (UserPoolId: string, RegionName: string) =>
      call('UpdateUserPoolReplica', { UserPoolId, RegionName, Status: 'ACTIVE' })

    await expect(activate(poolId, 'us-east-1')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', `User pool ${poolId} has no replica in us-east-1.`),
    )
    await expect(activate(unknownPool, 'eu-west-1')).rejects.toMatchObject(noSuchPool)
  })
})
